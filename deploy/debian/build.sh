#!/bin/sh
# Makes the Debian package of the packaged program: build.sh PROGRAM_FOLDER OUT_FOLDER TIME
#   TIME         that everything in it has, as 2026-11-22T00:00:00Z
#   JAVA25_HOME  the JDK whose parts become the package's own Java (default: one below /usr/lib/jvm)
# The same program, JDK and time give the same bytes.
set -eu
umask 022
export LC_ALL=C.UTF-8

fail() {
  echo "build.sh: $1" >&2
  exit 2
}

[ $# -eq 3 ] || fail "three words must be given: the folder of the program, that of the package, and a time"
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$1" && pwd) || fail "no folder $1"
mkdir -p "$2"
out=$(cd "$2" && pwd)
java_home=${JAVA25_HOME:-$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -n 1)}
[ -x "$java_home/bin/jlink" ] || fail "JAVA25_HOME must be a JDK 25 with jlink, but is '$java_home'"
command -v dpkg-deb >/dev/null || fail "dpkg-deb must be installed; Debian has it in 'dpkg'"

jar=$(ls "$program"/lib/statewise-controller-*.jar | head -n 1)
version=$(basename "$jar" .jar | sed 's/^statewise-controller-//; s/-SNAPSHOT$/~snapshot/')
architecture=$(dpkg --print-architecture)
epoch=$(date -d "$3" +%s) || fail "TIME must be a time, but is '$3'"
export SOURCE_DATE_EPOCH="$epoch"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
trap 'exit 130' INT TERM

# The program, and of Java what it uses: the modules that jdeps names, and the file system of jars.
home=$tree/usr/lib/statewise
mkdir -p "$home/bin"
cp -r "$program/lib" "$home/lib"
cp "$program/bin/statewise" "$home/bin/statewise"
"$java_home/bin/jlink" --output "$home/jre" --strip-debug --no-header-files --no-man-pages --compress zip-1 \
  --add-modules java.base,java.desktop,java.naming,java.prefs,java.sql,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs
mkdir -p "$tree/usr/bin"
ln -s ../lib/statewise/bin/statewise "$tree/usr/bin/statewise"

mkdir -p "$tree/etc/statewise" "$tree/lib/systemd/system"
cp "$program/deploy/etc/statewise.yaml" "$tree/etc/statewise/statewise.yaml"
sed 's|^ExecStart=/opt/statewise/bin/|ExecStart=/usr/bin/|' "$program/deploy/systemd/statewise.service" \
  >"$tree/lib/systemd/system/statewise.service"
grep -q '^ExecStart=/usr/bin/statewise ' "$tree/lib/systemd/system/statewise.service" || fail "the unit must start /usr/bin/statewise"

# Pages lie as they do in the sources, so that their links hold.
documents=$tree/usr/share/doc/statewise
mkdir -p "$documents"
for part in "$program"/*; do
  case "${part##*/}" in
    bin | lib | cache) ;;
    LICENSE) cp "$part" "$documents/copyright" && cp "$part" "$documents/LICENSE" ;;
    *) cp -r "$part" "$documents/" ;;
  esac
done

# Manual and completion, from the program itself.
"$home/jre/bin/java" -cp "$home/lib/*" org.statewise.controller.app.Main manual -o "$tree/manual" >/dev/null
mkdir -p "$tree/usr/share/man/man1" "$tree/usr/share/bash-completion/completions" "$tree/usr/share/zsh/vendor-completions"
mv "$tree/manual/statewise.bash" "$tree/usr/share/bash-completion/completions/statewise"
mv "$tree/manual/_statewise" "$tree/usr/share/zsh/vendor-completions/_statewise"
mv "$tree/manual"/*.1 "$tree/usr/share/man/man1/"
rmdir "$tree/manual"
gzip -9n "$tree"/usr/share/man/man1/*.1

# What somebody's umask or checkout left of modes.
find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f -perm /111 -exec chmod 755 {} +
find "$tree" -type f ! -perm /111 -exec chmod 644 {} +

mkdir "$tree/DEBIAN"
sed -e "s|@VERSION@|$version|" -e "s|@ARCHITECTURE@|$architecture|" \
  -e "s|@SIZE@|$(find "$tree" -path "$tree/DEBIAN" -prune -o -type f -printf '%s\n' | awk '{ s += int(($1 + 1023) / 1024) } END { print s }')|" \
  "$here/control" >"$tree/DEBIAN/control"
cp "$here/conffiles" "$tree/DEBIAN/conffiles"
for script in postinst prerm postrm; do
  install -m 755 "$here/$script" "$tree/DEBIAN/$script"
done
(cd "$tree" && find etc lib usr -type f ! -path 'etc/*' -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod 644 "$tree/DEBIAN/control" "$tree/DEBIAN/conffiles" "$tree/DEBIAN/md5sums"
find "$tree" -exec touch -h -d "@$epoch" {} +

package=$out/statewise_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz -z1 --build "$tree" "$package" >/dev/null
echo "$package"
