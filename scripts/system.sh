# What must come from the operating system. Sourced by setup.sh.
#
# The want_ functions collect the packages that are missing; install_wanted installs them, all at once, with apt (as
# root, or through sudo) or Homebrew. Where that is not allowed, it prints the exact command and changes nothing.

wanted=()

want_venv_module() {  # python
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    wanted+=("python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv")
}

missing_libraries() {  # python: those that it cannot load
    "$1" - <<'PYTHON'
import ctypes, sys

linux = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
names, folders = (linux, [""]) if sys.platform != "darwin" else (
    {"libpango-1.0.dylib": "pango"}, ["/opt/homebrew/lib/", "/usr/local/lib/", ""])
for name, package in names.items():
    for folder in folders:
        try:
            ctypes.CDLL(folder + name)
            break
        except OSError:
            pass
    else:
        print(package)
PYTHON
}

want_pdf_libraries() {  # python
    local missing
    missing=$(missing_libraries "$1")
    [ -z "$missing" ] || wanted+=($missing)
}

want_validators() {
    find_chromium >/dev/null || wanted+=(chromium)
    command -v node >/dev/null || wanted+=(nodejs)
    command -v npm >/dev/null || wanted+=(npm)
    command -v javac >/dev/null || wanted+=(default-jdk-headless)
    [ -e /usr/share/java/jaxb-runtime.jar ] || wanted+=(libjaxb-java)
    [ -e /usr/share/java/istack-commons-runtime.jar ] || wanted+=(libistack-commons-java)
    command -v pdftotext >/dev/null || wanted+=(poppler-utils)
}

find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name"; then return; fi
    done
    return 1
}

install_wanted() {
    [ ${#wanted[@]} -gt 0 ] || return 0
    if command -v apt-get >/dev/null; then
        install_with_apt
    elif command -v brew >/dev/null && [ "${wanted[*]}" = pango ]; then
        say "Installing with Homebrew: pango"
        brew install --quiet pango >&2
    else
        explain_what_is_missing
    fi
}

install_with_apt() {
    local root=() log
    if [ "$(id -u)" != 0 ]; then
        if [ -t 0 ]; then root=(sudo); else root=(sudo -n); fi
        if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            die "These packages are missing, and installing them needs root. Run this once, then try again:" "" \
                "    sudo apt-get install --no-install-recommends ${wanted[*]}" ""
        fi
    fi
    say "Installing with apt: ${wanted[*]}"
    log=$(mktemp)
    "${root[@]}" apt-get update -qq >"$log" 2>&1 || say "apt-get update failed; going on with the package lists there are."
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${wanted[@]}" >>"$log" 2>&1 \
        || die "$(tail -n 20 "$log")" "" "apt-get could not install ${wanted[*]}. Mend its sources or the network, then try again."
    rm -f "$log"
}

explain_what_is_missing() {
    die "Missing: ${wanted[*]} (as Debian calls them). Install the like with your system's package manager, then try again." "" \
        "For the PDF, Pango 1.44 or later with HarfBuzz:" \
        "    macOS           brew install pango" \
        "    Fedora, RHEL    dnf install pango harfbuzz" \
        "    Arch            pacman -S pango harfbuzz" \
        "    Alpine          apk add pango harfbuzz-subset fontconfig ttf-dejavu" \
        "    openSUSE        zypper install libpango-1_0-0 libpangoft2-1_0-0 libharfbuzz-subset0" "" \
        "make test FULL=1 also needs Chromium, Node.js 18 with npm, Poppler's tools, and a JDK 11 with the JAXB 2.3" \
        "runtime in /usr/share/java: Debian and Ubuntu have them all. make report and make test need none of these."
}
