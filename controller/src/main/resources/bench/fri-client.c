/*
 * A minimal client of KUKA's FRI 1.15, as a reference for reply times: it answers each message of a cabinet with the
 * position that it was told and zero torques, and does nothing else. Not for an arm.
 *
 *   cc -O2 -o fri-client fri-client.c
 *   fri-client PORT PRIORITY
 *
 * Listens on 127.0.0.1:PORT; PRIORITY is that of SCHED_FIFO, 0 for an ordinary process. Prints a line with the
 * policy that it got once it listens. Ends when nothing has come for ten seconds.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>

enum { JOINTS = 7, MAX_DATAGRAM = 2048, COMMAND = 0x34001, SILENCE_SECONDS = 10 };

struct bytes {
  const uint8_t *at;
  const uint8_t *end;
};

/* A varint; what is cut off reads as 0 and ends the bytes. */
static uint64_t varint(struct bytes *in) {
  uint64_t value = 0;
  for (int shift = 0; shift < 64 && in->at < in->end; shift += 7) {
    uint8_t next = *in->at++;
    value |= (uint64_t)(next & 0x7f) << shift;
    if (!(next & 0x80)) {
      return value;
    }
  }
  in->at = in->end;
  return 0;
}

/* The next field: its number, and its content if it is delimited or its value if it is a varint; 0 at the end. */
static uint32_t field(struct bytes *in, struct bytes *content, uint64_t *value) {
  if (in->at >= in->end) {
    return 0;
  }
  uint64_t tag = varint(in);
  content->at = content->end = in->at;
  *value = 0;
  size_t left;
  switch (tag & 7) {
    case 0:
      *value = varint(in);
      return (uint32_t)(tag >> 3);
    case 1:
      left = 8;
      break;
    case 2:
      left = varint(in);
      break;
    case 5:
      left = 4;
      break;
    default:
      return 0;
  }
  if (left > (size_t)(in->end - in->at)) {
    return 0;
  }
  content->at = in->at;
  content->end = in->at += left;
  return (uint32_t)(tag >> 3);
}

/* The content of a delimited field, empty if it is not there. */
static struct bytes find(struct bytes in, uint32_t wanted, uint64_t *value) {
  struct bytes content;
  for (uint32_t number = field(&in, &content, value); number != 0;
       number = field(&in, &content, value)) {
    if (number == wanted) {
      return content;
    }
  }
  *value = 0;
  return (struct bytes){0, 0};
}

static uint8_t *put_varint(uint8_t *out, uint64_t value) {
  while (value >= 0x80) {
    *out++ = (uint8_t)(value | 0x80);
    value >>= 7;
  }
  *out++ = (uint8_t)value;
  return out;
}

static uint8_t *put_delimited(uint8_t *out, uint32_t number, const uint8_t *from, size_t length) {
  out = put_varint(out, number << 3 | 2);
  out = put_varint(out, length);
  memcpy(out, from, length);
  return out + length;
}

static uint8_t *put_number(uint8_t *out, uint32_t number, uint64_t value) {
  return put_varint(put_varint(out, number << 3), value);
}

/* FRICommandMessage: header, and commandData with jointPosition as measured and a jointTorque of zeros. */
static size_t answer(struct bytes message, uint32_t counter, uint8_t *out) {
  uint64_t sequence;
  uint64_t unused;
  find(find(message, 1, &unused), 2, &sequence);
  struct bytes q = find(find(message, 3, &unused), 1, &unused);
  size_t positions = (size_t)(q.end - q.at);
  if (positions == 0 || positions > JOINTS * 9 + 8) {
    return 0;
  }
  uint8_t header[32];
  uint8_t *end = put_number(header, 1, COMMAND);
  end = put_number(end, 2, counter);
  end = put_number(end, 3, sequence);
  uint8_t torques[JOINTS * 9];
  memset(torques, 0, sizeof torques);
  for (int j = 0; j < JOINTS; j++) {
    torques[9 * j] = 1 << 3 | 1;
  }
  uint8_t command[2 * (JOINTS * 9 + 16)];
  uint8_t *last = put_delimited(command, 1, q.at, positions);
  last = put_delimited(last, 3, torques, sizeof torques);
  uint8_t *to = put_delimited(out, 1, header, (size_t)(end - header));
  return (size_t)(put_delimited(to, 2, command, (size_t)(last - command)) - out);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s PORT PRIORITY\n", argv[0]);
    return 2;
  }
  struct sched_param parameters = {.sched_priority = atoi(argv[2])};
  int raised = parameters.sched_priority > 0 && sched_setscheduler(0, SCHED_FIFO, &parameters) == 0;
  /* Where it is not allowed, pages stay as they are: nothing here is touched for the first time late. */
  (void)!mlockall(MCL_CURRENT | MCL_FUTURE);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in self = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)atoi(argv[1])),
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
  struct timeval silence = {SILENCE_SECONDS, 0};
  if (fd < 0 || bind(fd, (struct sockaddr *)&self, sizeof self) != 0 ||
      setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence) != 0) {
    perror("fri-client");
    return 1;
  }
  puts(raised ? "SCHED_FIFO" : "SCHED_OTHER");
  fflush(stdout);
  uint8_t in[MAX_DATAGRAM];
  uint8_t out[MAX_DATAGRAM];
  struct sockaddr_in peer;
  socklen_t length = sizeof peer;
  ssize_t got;
  for (uint32_t counter = 0;
       (got = recvfrom(fd, in, sizeof in, 0, (struct sockaddr *)&peer, &length)) > 0;) {
    size_t size = answer((struct bytes){in, in + got}, counter, out);
    if (size > 0) {
      counter++;
      sendto(fd, out, size, 0, (struct sockaddr *)&peer, length);
    }
  }
  return 0;
}
