//! Accounts in social and professional networks.

/// What the address of an account says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileMatch {
    /// The network's name, as it writes itself.
    pub network: &'static str,
    /// The account's name, if the address has one.
    pub username: Option<String>,
}

/// The account at `url`, if its host is a network's and its path an account's.
pub fn of_url(url: &str) -> Option<ProfileMatch> {
    let _ = url;
    None
}

/// The network called `word`: "Github", "Linked In", "Docker Hub".
pub fn network(word: &str) -> Option<&'static str> {
    let _ = word;
    None
}
