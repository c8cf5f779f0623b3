//! A browser without a window, driven over its protocol for developer tools by two pipes.

use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Names under which the browser is looked for.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Option<String>,
    last: u64,
    /// What pages said that is an error.
    pub(crate) errors: Vec<String>,
    profile: PathBuf,
}

/// The browser of this machine, where there is one.
fn found() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let names = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |f| f.join(name)));
    names.into_iter().find(|path| path.is_file())
}

impl Browser {
    /// Starts a browser; `None`, with a word about it, where there is none.
    pub(crate) fn start(name: &str) -> Outcome<Option<Self>> {
        let (Some(program), true) = (found(), cfg!(unix)) else {
            eprintln!("no chromium (apt-get install chromium): skipped");
            return Ok(None);
        };
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser_{name}"));
        std::fs::create_dir_all(&profile)?;
        // The browser reads from its third file and writes to its fourth.
        let script = "exec 3<&0 4>&1; exec \"$0\" \"$@\" </dev/null >/dev/null 2>&1";
        let mut child = Command::new("sh")
            .args(["-c", script])
            .arg(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let to = child.stdin.take().ok_or("no pipe to the browser")?;
        let from = BufReader::new(child.stdout.take().ok_or("no pipe from the browser")?);
        let mut browser = Self {
            child,
            to,
            from,
            session: None,
            last: 0,
            errors: Vec::new(),
            profile,
        };
        let target = browser.ask("Target.createTarget", &json!({"url": "about:blank"}))?;
        let target = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.ask("Target.attachToTarget", &target)?;
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.ask(domain, &json!({}))?;
        }
        Ok(Some(browser))
    }

    /// Asks for something, and gives the answer.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Outcome<Value> {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.to.write_all(message.to_string().as_bytes())?;
        self.to.write_all(b"\0")?;
        self.to.flush()?;
        loop {
            let message = self.read()?;
            if message["id"] == self.last {
                if let Some(error) = message.get("error") {
                    return Err(format!("{method}: {error}").into());
                }
                return Ok(message["result"].clone());
            }
        }
    }

    /// The next message, of which errors are kept.
    fn read(&mut self) -> Outcome<Value> {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes)?;
        if bytes.pop().is_none() {
            return Err("the browser ended".into());
        }
        let message: Value = serde_json::from_slice(&bytes)?;
        let params = &message["params"];
        match message["method"].as_str() {
            Some("Runtime.exceptionThrown") => self.errors.push(params.to_string()),
            Some("Log.entryAdded") if params["entry"]["level"] == "error" => {
                self.errors.push(params.to_string());
            }
            Some("Runtime.consoleAPICalled") if params["type"] == "error" => {
                self.errors.push(params.to_string());
            }
            _ => {}
        }
        Ok(message)
    }

    /// Opens a page and waits until it is there.
    pub(crate) fn open(&mut self, name: &str, html: &str) -> Outcome {
        let path = self.profile.join(name);
        std::fs::write(&path, html)?;
        let url = format!("file://{}", path.display());
        self.ask("Page.navigate", &json!({"url": url}))?;
        while self.read()?["method"] != "Page.loadEventFired" {}
        Ok(())
    }

    /// What an expression of JavaScript gives in the page.
    pub(crate) fn eval(&mut self, expression: &str) -> Outcome<Value> {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.ask("Runtime.evaluate", &params)?;
        if let Some(details) = answer.get("exceptionDetails") {
            return Err(format!("{expression}: {details}").into());
        }
        Ok(answer["result"]["value"].clone())
    }

    /// How wide and high the window is.
    pub(crate) fn size(&mut self, width: u32, height: u32) -> Outcome {
        let params = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.ask("Emulation.setDeviceMetricsOverride", &params)?;
        Ok(())
    }

    /// Whether the page is asked for in dark or light colours, and for a screen or for print.
    pub(crate) fn look(&mut self, scheme: &str, media: &str) -> Outcome {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}]);
        self.ask(
            "Emulation.setEmulatedMedia",
            &json!({"media": media, "features": features}),
        )?;
        Ok(())
    }

    /// Presses and releases a key.
    pub(crate) fn key(&mut self, key: &str, text: &str) -> Outcome {
        for (kind, text) in [("keyDown", text), ("keyUp", "")] {
            let params = json!({"type": kind, "key": key, "code": key, "text": text,
                "windowsVirtualKeyCode": if key == "Enter" { 13 } else { 0 }});
            self.ask("Input.dispatchKeyEvent", &params)?;
        }
        Ok(())
    }

    /// Clicks with the mouse in the middle of the first box of an element, which is brought into view.
    pub(crate) fn click(&mut self, selector: &str) -> Outcome {
        let place = self.eval(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{block: 'center', behavior: 'instant'}}); \
             const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2]; }})()"
        ))?;
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let params = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.ask("Input.dispatchMouseEvent", &params)?;
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
