# What ./run and ./test share: getting packages and building. Sourced, not run.

export LC_ALL=C.UTF-8
exec </dev/null # nothing here asks questions, with or without a terminal

build_packages=(
    cmake ninja-build g++ ccache
    qt6-base-dev qt6-websockets-dev qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n
    libgl1-mesa-dev libssl-dev libqrencode-dev libpcre2-dev libjemalloc-dev
    libqt6svg6 fonts-dejavu-core fonts-noto-cjk
)

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$0" "$*" >&2; exit 1; }

# Reads package names; prints those that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        case $(dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" 2>/dev/null) in
            ?i*) ;;
            *) echo "$package" ;;
        esac
    done
}

# Runs a command as root: as it is, or through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif (: </dev/tty) 2>/dev/null; then
        sudo "$@"
    else
        sudo -n "$@" # nobody is there to type a password
    fi
}

# Installs what is missing of the packages named. Services among them are neither started now nor
# at the next boot: the tests run their own.
install_packages() {
    local missing
    missing=($(missing_packages "$@"))
    [ ${#missing[@]} -gt 0 ] || return 0

    say "Getting ${#missing[@]} packages: ${missing[*]}"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null \
        || fail "packages are missing, and installing them needs root or sudo. Run this script as root, or have these installed: ${missing[*]}"
    as_root true || fail "sudo does not let $(id -un) install packages. Run this script as root, or have these installed: ${missing[*]}"

    as_root bash -s -- "${missing[@]}" <<'END' || fail "the packages could not be installed; apt-get says why above. Is the network there?"
        set -euo pipefail
        export DEBIAN_FRONTEND=noninteractive
        policy=/usr/sbin/policy-rc.d
        if [ ! -e $policy ]; then
            trap 'rm -f $policy' EXIT
            printf '#!/bin/sh\nexit 101\n' >$policy
            chmod 755 $policy
        fi
        apt="apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
        $apt update || echo "Going on with the package lists that are there."
        $apt install -y --no-install-recommends "$@" </dev/null
        case " $* " in
            *" nginx-light "*) ! command -v systemctl >/dev/null || systemctl -q disable nginx.service || true ;;
        esac
END
}

# Configures and builds the targets named (all of them by default) in build/dev.
build() {
    local target targets=()
    for target in "$@"; do targets+=(--target "$target"); done
    say "Building in $PWD/build/dev"
    mkdir -p build && [ -w build ] \
        || fail "$PWD/build cannot be written by $(id -un); it was perhaps made by another user. Remove it, or run this script as that user."
    # What ccache needs to know to keep what was built with precompiled headers.
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    cmake --preset dev -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)" || fail "CMake could not configure the build."
    cmake --build --preset dev "${targets[@]}" || fail "The build failed; the compiler says why above."
}
