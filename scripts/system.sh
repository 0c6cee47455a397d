# What must come from the operating system. Sourced by setup.sh.
# Missing packages are installed with apt (as root, or through sudo) or Homebrew; elsewhere, and where that is
# not allowed, the exact command is printed and nothing is changed.

install_packages() {  # what for, packages...
    local what=$1
    shift
    if command -v apt-get >/dev/null; then
        install_with_apt "$what" "$@"
    elif command -v brew >/dev/null; then
        say "Installing with Homebrew, for $what: $*"
        brew install --quiet "$@" >&2
    else
        tell_what_to_install "$what"
    fi
}

install_with_apt() {
    local what=$1 root=()
    shift
    if [ "$(id -u)" != 0 ]; then
        root=(sudo)
        [ -t 0 ] || root=(sudo -n)
        if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            die "$what: these packages are missing, and installing them needs root. Run this once, then try again:" \
                "" "    sudo apt-get install --no-install-recommends $*" ""
        fi
    fi
    say "Installing with apt, for $what: $*"
    if [ -z "${apt_is_fresh:-}" ]; then
        "${root[@]}" apt-get update -qq >&2 || say "apt-get update failed; going on with the package lists there are."
        apt_is_fresh=yes
    fi
    local log
    log=$(mktemp)
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1 \
        || die "$(tail -n 20 "$log")" "apt-get could not install: $*" "Mend apt's sources or the network, then try again."
    rm -f "$log"
}

tell_what_to_install() {
    case $1 in
        *PDF*) die "The PDF needs Pango 1.44 or later with HarfBuzz and Fontconfig. Install them with your system's package manager:" \
            "" "    Fedora, RHEL    dnf install pango harfbuzz" \
            "    Arch            pacman -S pango harfbuzz" \
            "    Alpine          apk add pango harfbuzz-subset fontconfig ttf-dejavu" \
            "    openSUSE        zypper install libpango-1_0-0 libharfbuzz-subset0" "" ;;
        *environment*) die "This Python has no venv module. Install it with your system's package manager." ;;
        *) die "make test FULL=1 needs Chromium, Node.js 18 with npm, a JDK 11 with the JAXB runtime, and Poppler's tools." \
            "Install them, or run it on Debian or Ubuntu. make test alone needs none of them." ;;
    esac
}

need_venv_module() {  # python
    local version
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    install_packages "a virtual environment" "python$version-venv"
}

missing_libraries() {  # python: names of the shared libraries that cannot be loaded
    "$1" - <<'PYTHON'
import ctypes, sys

names = {
    "linux": ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"],
    "darwin": ["libpango-1.0.dylib"],
}
folders = {"darwin": ["/opt/homebrew/lib/", "/usr/local/lib/", ""]}
for name in names.get(sys.platform, []):
    for folder in folders.get(sys.platform, [""]):
        try:
            ctypes.CDLL(folder + name)
            break
        except OSError:
            pass
    else:
        print(name)
PYTHON
}

need_pdf_libraries() {  # python
    local missing packages=()
    missing=$(missing_libraries "$1")
    [ -n "$missing" ] || return 0
    if command -v apt-get >/dev/null; then
        case $missing in *libpango-1.0*) packages+=(libpango-1.0-0) ;; esac
        case $missing in *libpangoft2*) packages+=(libpangoft2-1.0-0) ;; esac
        case $missing in *libharfbuzz-subset*) packages+=(libharfbuzz-subset0) ;; esac
    else
        packages=(pango)
    fi
    install_packages "the PDF" "${packages[@]}"
    missing=$(missing_libraries "$1")
    [ -z "$missing" ] || tell_what_to_install "the PDF"
}

need_validators() {
    local packages=()
    find_chromium >/dev/null || packages+=(chromium)
    command -v node >/dev/null || packages+=(nodejs)
    command -v npm >/dev/null || packages+=(npm)
    command -v javac >/dev/null || packages+=(default-jdk-headless)
    [ -e /usr/share/java/jaxb-runtime.jar ] || packages+=(libjaxb-java)
    [ -e /usr/share/java/istack-commons-runtime.jar ] || packages+=(libistack-commons-java)
    command -v pdftotext >/dev/null || packages+=(poppler-utils)
    [ ${#packages[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || tell_what_to_install "the validators"
    install_packages "the validators" "${packages[@]}"
}

find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name"; then return; fi
    done
    return 1
}
