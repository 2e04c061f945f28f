//! Accounts in social and professional networks.

use std::sync::LazyLock;

use crate::locale::fold;
use crate::signs::any_of;
use crate::word_map::is_one_of;

/// What the address of an account says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileMatch {
    /// The network's name, as it writes itself.
    pub network: &'static str,
    /// The account's name, if the address has one.
    pub username: Option<String>,
}

/// One line of `networks.tsv`.
struct Network {
    name: &'static str,
    /// Name and other names, blanks and punctuation dropped.
    words: Vec<String>,
    /// Hosts and paths of accounts; `{}` stands for the account's name.
    addresses: Vec<(&'static str, &'static str)>,
}

static NETWORKS: LazyLock<Vec<Network>> = LazyLock::new(|| {
    let lines = vocabulary!("networks.tsv").lines();
    let networks = lines.map(|line| {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default();
        let others = cells.next().unwrap_or_default().split(',');
        let words = std::iter::once(name).chain(others).map(squeeze).filter(|word| !word.is_empty()).collect();
        let addresses = cells.next().unwrap_or_default().split_ascii_whitespace().map(host_and_path).collect();
        Network { name, words, addresses }
    });
    networks.collect()
});

/// The account at `url`, if its host is a network's and its path an account's, or the network's own front page.
pub fn of_url(url: &str) -> Option<ProfileMatch> {
    let url = url.trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest).trim_start_matches("//");
    let (host, path) = host_and_path(url);
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if host.is_empty() || url.len() > 500 {
        return None;
    }
    let front_page = path.trim_matches('/').is_empty();
    NETWORKS.iter().find_map(|network| {
        let username = network.addresses.iter().find_map(|address| account(*address, host, path));
        let front =
            front_page && network.addresses.iter().any(|(own, _)| !own.starts_with("{}") && matches_host(own, host));
        match username {
            Some(username) => Some(ProfileMatch { network: network.name, username: Some(username) }),
            None => front.then_some(ProfileMatch { network: network.name, username: None }),
        }
    })
}

/// The network called `word`: "Github", "Linked In", "Docker Hub", also with a colon behind it.
pub fn network(word: &str) -> Option<&'static str> {
    let word = squeeze(word);
    if word.is_empty() {
        return None;
    }
    NETWORKS.iter().find(|network| network.words.contains(&word)).map(|network| network.name)
}

/// `word` folded, letters and digits only.
fn squeeze(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn host_and_path(address: &str) -> (&str, &str) {
    address.find(any_of("/?")).map_or((address, ""), |at| address.split_at(at))
}

/// Whether `host` is the network's `pattern` or a country's or language's part of it: "de.linkedin.com". A last "*"
/// stands for any top-level domain.
fn matches_host(pattern: &str, host: &str) -> bool {
    if let Some(stem) = pattern.strip_suffix('*') {
        return host.starts_with(stem);
    }
    match host.strip_suffix(pattern) {
        Some("") => true,
        Some(part) => part.ends_with('.') && part.len() <= 7 && !is_one_of("gist. blog. docs. api. about.", part),
        None => false,
    }
}

/// The account's name in `host` and `path`, if they have the shape of a network's `own` host and of a `pattern` of its paths.
fn account((own, pattern): (&str, &str), host: &str, path: &str) -> Option<String> {
    if let Some(rest) = own.strip_prefix("{}") {
        let name = host.strip_suffix(rest)?;
        return (!name.is_empty() && !name.contains('.') && name != "www").then(|| name.to_owned());
    }
    if !matches_host(own, host) {
        return None;
    }
    if let Some((page, query)) = pattern.split_once('?') {
        let key = query.strip_suffix("{}")?;
        let (written, parameters) = path.split_once('?')?;
        if !written.trim_end_matches('/').eq_ignore_ascii_case(page) {
            return None;
        }
        return parameters
            .split(any_of("&#"))
            .find_map(|pair| pair.strip_prefix(key))
            .filter(|name| !name.is_empty())
            .map(str::to_owned);
    }
    let path = path.split(any_of("?#")).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut name = None;
    for expected in pattern.split('/').filter(|part| !part.is_empty()) {
        if expected == "*" {
            return name;
        }
        let part = parts.next()?;
        match expected.split_once("{}") {
            Some((sign, _)) => {
                let bare = if sign.is_empty() { part.trim_start_matches('@') } else { part.strip_prefix(sign)? };
                name = Some(bare.to_owned()).filter(|name| !name.is_empty());
                name.as_ref()?;
            }
            None if part.eq_ignore_ascii_case(expected) => {}
            None => return None,
        }
    }
    // What goes on behind the account is a page of it: a repository, a post.
    if parts.next().is_some() { None } else { name.filter(|name| !is_reserved(name)) }
}

/// Pages of networks that are no accounts.
fn is_reserved(name: &str) -> bool {
    is_one_of(
        "in pub company groups jobs search login signup explore settings watch home about p user users \
    profile profiles questions hashtag share orgs topics playlist channel c u",
        name,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(url: &str) -> Option<(&'static str, Option<String>)> {
        of_url(url).map(|found| (found.network, found.username))
    }

    #[test]
    fn accounts() {
        for (url, network, name) in [
            ("https://www.linkedin.com/in/ada-example/", "LinkedIn", "ada-example"),
            ("de.linkedin.com/in/ada/de", "LinkedIn", "ada"),
            ("github.com/ada", "GitHub", "ada"),
            ("https://medium.com/@ada", "Medium", "ada"),
            ("ada.medium.com", "Medium", "ada"),
            ("https://scholar.google.de/citations?hl=de&user=aBcD", "Google Scholar", "aBcD"),
            ("https://stackoverflow.com/users/12345/ada", "Stack Overflow", "12345"),
            ("https://www.xing.com/profile/Ada_Example/cv", "Xing", "Ada_Example"),
            ("https://hub.docker.com/r/ada", "Docker Hub", "ada"),
            ("orcid.org/0000-0002-1825-0097", "ORCID", "0000-0002-1825-0097"),
        ] {
            assert_eq!(known(url), Some((network, Some(name.to_owned()))), "{url}");
        }
        assert_eq!(known("https://github.com"), Some(("GitHub", None)));
    }

    #[test]
    fn no_accounts() {
        for url in [
            "https://github.com/ada/engine",
            "https://example.com/in/ada",
            "notgithub.com/ada",
            "https://www.linkedin.com/company/northwind",
            "",
        ] {
            assert_eq!(known(url), None, "{url}");
        }
    }

    #[test]
    fn names_of_networks() {
        assert_eq!(network("Linked-In:"), Some("LinkedIn"));
        assert_eq!(network("docker hub"), Some("Docker Hub"));
        assert_eq!(network("Website"), None);
    }

    #[test]
    fn networks_stand_in_order_and_once() {
        assert!(NETWORKS.is_sorted_by(|a, b| a.name < b.name));
    }
}
