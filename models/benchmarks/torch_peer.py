"""The same work as `statewise bench meta`, by PyTorch autograd: float64, one thread.

Needs Debian's python3-torch: /usr/bin/python3 torch_peer.py OUT.json
"""
import json
import sys
import time

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
JOINTS, BATCH, HIDDEN, ALPHA = 7, 64, 64, 0.001


def linear(n_in, n_out):
    k = n_in**-0.5
    return [((torch.rand(n_out, n_in) * 2 - 1) * k).requires_grad_(),
            ((torch.rand(n_out) * 2 - 1) * k).requires_grad_()]


def network(*sizes):
    return [p for i, o in zip(sizes, sizes[1:]) for p in linear(i, o)]


def forward(p, x):
    for i in range(0, len(p), 2):
        x = torch.addmm(p[i + 1], x, p[i].T)
        if i < len(p) - 2:
            x = torch.relu(x)
    return x


# One batched product for all joints' loss networks: faster than a network a joint.
def phi_networks():
    k1, k2 = (2 * JOINTS) ** -0.5, 32**-0.5
    return [((torch.rand(JOINTS, 2 * JOINTS, 32) * 2 - 1) * k1).requires_grad_(),
            ((torch.rand(JOINTS, 1, 32) * 2 - 1) * k1).requires_grad_(),
            ((torch.rand(JOINTS, 32, 1) * 2 - 1) * k2).requires_grad_(),
            ((torch.rand(JOINTS, 1, 1) * 2 - 1) * k2).requires_grad_()]


def loss(phi, q, f, tau):
    hidden = torch.relu(torch.matmul(q[:, :2 * JOINTS].unsqueeze(0), phi[0]) + phi[1])
    raw = (torch.matmul(hidden, phi[2]) + phi[3]).squeeze(-1).T
    return (torch.nn.functional.softplus(raw) * (f - tau) ** 2).sum(1).mean()


def median_micros(call, calls, rounds=20):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(calls):
            call()
        times.append((time.perf_counter() - start) / calls * 1e6)
    warm = sorted(times[rounds // 3:])
    return warm[len(warm) // 2], warm[0]


theta = network(3 * JOINTS, HIDDEN, HIDDEN, JOINTS)
phi = phi_networks()
qa, qb = torch.rand(BATCH, 3 * JOINTS) * 2 - 1, torch.rand(BATCH, 3 * JOINTS) * 2 - 1
ta, tb = torch.rand(BATCH, JOINTS) * 2 - 1, torch.rand(BATCH, JOINTS) * 2 - 1


def meta_iteration():
    g = torch.autograd.grad(loss(phi, qa, forward(theta, qa), ta), theta, create_graph=True)
    new = [p - ALPHA * d for p, d in zip(theta, g)]
    task = ((forward(new, qb) - tb) ** 2).mean()
    d_phi = torch.autograd.grad(task, phi)
    with torch.no_grad():
        for p, d in zip(phi, d_phi):
            p -= 1e-9 * d


def online_update():
    x, t = qa[:1], ta[:1]
    with torch.no_grad():
        forward(theta, x)
    g = torch.autograd.grad(loss(phi, x, forward(theta, x), t), theta)
    with torch.no_grad():
        for p, d in zip(theta, g):
            p -= ALPHA * d


result = []
for name, call, calls in (("meta-iteration, state-dependent, batch 64", meta_iteration, 50),
                          ("online predict and learn, state-dependent", online_update, 100)):
    median, best = median_micros(call, calls)
    result.append({"name": name, "medianMicros": median, "bestMicros": best})
json.dump(result, open(sys.argv[1], "w"))
