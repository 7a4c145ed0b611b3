# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034 # the lists are for who sources this
# What Leverage Lab needs from Debian 12, in one place, and how it is asked for; and how
# ./run and ./check, which source this, speak.

say () { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die () { say "$*"; exit 1; }

# quietly LOG COMMAND...: what it says goes to LOG; if it fails, the end of that is shown
quietly ()
{
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null || { tail -n 40 "$log" >&2; return 1; }
}

# To build: a C compiler, the build tools, the libraries, the tools for installed data, and
# the reader of pictures that draws the icons.
build_packages=(
  gcc libc6-dev meson ninja-build pkg-config gettext
  libglib2.0-dev libglib2.0-dev-bin libxml2-utils libgtk-4-dev libgtk-4-bin
  libadwaita-1-dev libcairo2-dev libpango1.0-dev libcjson-dev desktop-file-utils
  librsvg2-common)

# To open its window: icons and the font it is designed with.
run_packages=(
  adwaita-icon-theme fonts-inter fonts-dejavu-core
  gsettings-desktop-schemas shared-mime-info dconf-gsettings-backend)

# To use it where there is no screen: a virtual display, a bus, and a hand on both.
screen_packages=(
  xvfb xdotool openbox dbus at-spi2-core python3 python3-gi gir1.2-atspi-2.0
  x11-utils x11-xserver-utils imagemagick)

# To test it: the linter, the validators, languages, and what the benchmarks watch with.
check_packages=(
  git clang-format appstream locales libx11-dev libxdamage-dev)

is_installed ()
{
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need PURPOSE PACKAGE...: installs those that are missing; asks apt for nothing else.
need ()
{
  local purpose=$1 name missing=() as_root=()
  shift
  command -v dpkg-query >/dev/null ||
    die "there is no dpkg here; please install what tools/packages.sh lists yourself."
  for name; do is_installed "$name" || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      die "there is no sudo; please run as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing with apt, $purpose: ${missing[*]}"
  "${as_root[@]}" apt-get -q update </dev/null >&2 ||
    die "apt could not read its package lists; is this machine connected to the network?"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install "${missing[@]}" </dev/null >&2 ||
    die "apt could not install what is missing; its last lines above say why."
}
