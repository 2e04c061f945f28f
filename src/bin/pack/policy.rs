//! The content-security policies, and the headers beside them.

/// The policy of the hosted page, from its first byte. When everything is loaded, static/boot.js adds a second policy that
/// takes `'self'` away too.
pub fn hosted() -> String {
    of("'self'", "'self'")
}

/// The policy of the single file: only the one script and the one style sheet in it, by their hashes.
pub fn single(script_hash: &str, style_hash: &str) -> String {
    of(&format!("'sha256-{script_hash}'"), &format!("'sha256-{style_hash}'"))
}

/// Nothing but these scripts, these styles, wasm, workers made by the page itself, and images inside the page.
fn of(scripts: &str, styles: &str) -> String {
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {styles}; img-src data:; \
         connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

/// `_headers`, as several static hosts read it: what a `<meta>` cannot say.
pub const HEADERS: &str = "\
/*
  Content-Security-Policy: frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
/assets/*
  Cache-Control: public, max-age=31536000, immutable
";
