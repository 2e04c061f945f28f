# shellcheck shell=bash
# Sourced by ./dev and ./test: puts what the project is built and tested with on PATH, and installs what is missing into
# .tools (browsers: by apt-get). Other versions that a person has are left alone. Quick when nothing is missing.

TRUNK_VERSION=0.21.14
WASM_BINDGEN_VERSION=$(sed -n 's/^wasm_bindgen = "\(.*\)"/\1/p' Trunk.toml)
AXE_VERSION=4.14.1
PATH=$PWD/.tools/bin:$PATH

say() { printf '\n== %s\n' "$*"; }

have() { [[ "$("$1" --version 2>/dev/null)" == "$1 $2"* ]]; }

# A tool that is used once need not be optimised: this halves the wait.
cargo_install() {
    say "Installing $1 $2 into .tools (once; some minutes)"
    env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --quiet --root .tools --version "$2" "${@:3}" "$1"
}

install_build_tools() {
    command -v cargo >/dev/null || { echo "Rust is missing: install it with rustup (https://rustup.rs)." >&2; return 1; }
    if [[ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]]; then
        say "Adding the target wasm32-unknown-unknown"
        rustup target add wasm32-unknown-unknown || return 1
    fi
    # Without its default features, Trunk asks no server whether there is a newer one.
    have trunk "$TRUNK_VERSION" ||
        cargo_install trunk "$TRUNK_VERSION" --locked --no-default-features --features rustls || return 1
    # Its lock file names versions that not every mirror has.
    have wasm-bindgen "$WASM_BINDGEN_VERSION" ||
        cargo_install wasm-bindgen-cli "$WASM_BINDGEN_VERSION" --locked 2>/dev/null ||
        cargo_install wasm-bindgen-cli "$WASM_BINDGEN_VERSION" || return 1
}

# Fonts that differ in width and height: the timeline is drawn in each of them (tests/browser/tests/timeline.rs).
FONT_PACKAGES=(fonts-lato fonts-roboto fonts-noto-core fonts-dejavu-core fonts-liberation)
FONT_FAMILIES=("Lato" "Roboto" "Noto Sans" "DejaVu Sans" "Liberation Sans")

have_fonts() {
    local family
    command -v fc-list >/dev/null || return 1
    for family in "${FONT_FAMILIES[@]}"; do
        [[ -n $(fc-list "$family" family) ]] || return 1
    done
}

apt_install() {
    local as_root=()
    [[ $EUID -eq 0 ]] || as_root=(sudo -n)
    command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null || return 1
    say "Installing $*"
    { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; } >/dev/null
}

install_test_tools() {
    if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
        apt_install chromium chromium-driver || {
            echo "The browser tests need chromium and chromedriver on PATH; install them and run ./test again." >&2
            return 1
        }
    fi
    # Without them the tests take what other fonts there are.
    have_fonts || apt_install fontconfig "${FONT_PACKAGES[@]}" || true
    if [[ ! -f .tools/node_modules/axe-core/axe.min.js ]] && command -v npm >/dev/null; then
        say "Installing axe-core $AXE_VERSION into .tools"
        npm install --silent --no-audit --no-fund --no-save --prefix .tools "axe-core@$AXE_VERSION" || return 1
    fi
}
