//! A browser that a test drives: Chromium through chromedriver.

use std::env;
use std::fmt::Debug;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A session; the browser and its driver end with it.
pub struct Browser {
    pub client: Client,
    driver: Child,
    /// Where the session can be ended: the driver's address, and a path.
    session: (String, String),
}

/// What a driver says, line by line.
type Said = Box<dyn Iterator<Item = String> + Send>;

/// A driver, what it will say, and the port on which it listens; none if it ended at once.
fn start_driver() -> Option<(Child, Said, String)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver on PATH (./test installs it where it can)");
    let mut lines: Said = Box::new(BufReader::new(driver.stdout.take().expect("a pipe")).lines().map_while(Result::ok));
    let port = lines.find_map(|line| {
        line.split_once("started successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
    });
    if port.is_none() {
        driver.wait().ok();
    }
    Some((driver, lines, port?))
}

impl Browser {
    /// Starts Chromium without a window, 1280 × 800.
    pub async fn start() -> Self {
        // A driver gives up now and then: the port that it was given for one protocol is taken for the other.
        let (driver, lines, port) = (0..5).find_map(|_| start_driver()).expect("chromedriver says its port");
        // Nothing may block the driver when it says more.
        std::thread::spawn(move || lines.for_each(drop));
        let mut options = json!({ "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1280,800",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        ] });
        if let Some(binary) = env::var_os("CHROMIUM") {
            options["binary"] = json!(binary.to_string_lossy());
        }
        let capabilities = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser session");
        let id = client.session_id().await.ok().flatten().unwrap_or_default();
        Self { client, driver, session: (format!("127.0.0.1:{port}"), format!("/session/{id}")) }
    }

    /// Runs a script in the page as the body of a function with `arguments`, and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{error}\nin {script}"))
    }

    /// The same for a script that awaits: it is the body of an async function.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);\n\
             (async function () {{ {script} }})(...given).then((value) => done({{ value }}), (error) => done({{ error: String(error.stack || error) }}));"
        );
        let outcome =
            self.client.execute_async(&script, arguments).await.unwrap_or_else(|error| panic!("{error}\nin {script}"));
        assert!(outcome.get("error").is_none(), "{}\nin {script}", outcome["error"]);
        outcome.get("value").cloned().unwrap_or(Value::Null)
    }

    /// Runs a script in every page that is opened from now on, before the page's own.
    pub async fn before_each_page(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// A command of the DevTools protocol.
    pub async fn command(&self, name: &'static str, parameters: Value) -> Value {
        let command = DevTools { path: "goog/cdp/execute", body: json!({ "cmd": name, "params": parameters }) };
        self.client.issue_cmd(command).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What was written to the console since the last call, errors only.
    pub async fn console_errors(&self) -> Vec<String> {
        let command = DevTools { path: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.client.issue_cmd(command).await.expect("the browser's log");
        let entries = entries.as_array().cloned().unwrap_or_default();
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        errors.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Also when a test has failed: a driver that is killed would leave its browser behind.
        let (address, path) = &self.session;
        if let Ok(mut stream) = TcpStream::connect(address) {
            let _ = write!(stream, "DELETE {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.read(&mut [0; 64]);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A command that is chromedriver's own.
#[derive(Debug)]
struct DevTools {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
