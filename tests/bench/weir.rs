//! A weir server as a process of its own, and its API.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Outcome;

/// A server with a store of its own, which ends with this value.
pub struct Weir {
    process: Child,
    _data: tempfile::TempDir,
    pub address: String,
}

impl Weir {
    pub fn start() -> Outcome<Self> {
        // In memory where that can be had: how fast a disk keeps something is not the question.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        Self::start_in(tempfile::tempdir_in(folder)?)
    }

    pub fn start_in(data: tempfile::TempDir) -> Outcome<Self> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_weir"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(data.path())
            .env("WEIR_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let stdout = process.stdout.as_mut().ok_or("no stdout")?;
        std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line)?;
        let address = line.trim().rsplit("//").next().ok_or("no address")?.to_owned();
        Ok(Self { process, _data: data, address })
    }

    pub async fn client(&self) -> Outcome<Client> {
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        Ok(Client { stream })
    }

    /// Kilobytes of memory in use.
    pub fn memory(&self) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
    }

    /// Processor time used by now.
    pub fn cpu(&self) -> Outcome<Duration> {
        let mut nanos = 0;
        for task in std::fs::read_dir(format!("/proc/{}/task", self.process.id()))? {
            let stat = std::fs::read_to_string(task?.path().join("schedstat"))?;
            nanos += stat.split(' ').next().ok_or("no time")?.parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanos))
    }
}

impl Drop for Weir {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One connection to the API.
pub struct Client {
    stream: TcpStream,
}

impl Client {
    pub async fn call(&mut self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let body = body.to_string();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        let (status, body) = read_response(&mut self.stream).await?;
        if status != 200 {
            return Err(format!("{method} {path}: {status}: {body}").into());
        }
        Ok(serde_json::from_str(&body)?)
    }

    /// Makes resources in one transaction.
    pub async fn create(&mut self, resources: Vec<Value>) -> Outcome<()> {
        for chunk in resources.chunks(5_000) {
            self.call("POST", "/_weir/v1/apply", &json!({ "changes": chunk })).await?;
        }
        Ok(())
    }

    pub async fn set_weights(&mut self, router: &str, weights: &[(&str, u32)]) -> Outcome<()> {
        let path = format!("/v20190125/meshes/bench/virtualRouter/{router}/routes/route");
        self.call("PUT", &path, &json!({ "spec": route(weights) })).await?;
        Ok(())
    }
}

/// Reads one response with a length.
pub async fn read_response(stream: &mut TcpStream) -> Outcome<(u16, String)> {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err("the connection ended".into());
        }
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&bytes[..end])?.to_ascii_lowercase();
        let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .map_or(Ok(0), |length| length.trim().parse())?;
        let wanted = end + 4 + length;
        while bytes.len() < wanted {
            if stream.read_buf(&mut bytes).await? == 0 {
                return Err("the connection ended".into());
            }
        }
        return Ok((status, String::from_utf8(bytes[end + 4..wanted].to_vec())?));
    }
}

pub fn route(weights: &[(&str, u32)]) -> Value {
    let targets: Vec<Value> = weights
        .iter()
        .map(|(node, weight)| json!({ "virtualNode": node, "weight": weight }))
        .collect();
    json!({ "httpRoute": {
        "match": { "prefix": "/" },
        "action": { "weightedTargets": targets },
    } })
}

pub fn node(name: &str, spec: Value) -> Value {
    create("virtualNode", &[("virtualNodeName", name)], spec)
}

#[expect(clippy::needless_pass_by_value, reason = "callers make it here and now")]
pub fn create(kind: &str, names: &[(&str, &str)], spec: Value) -> Value {
    let mut change = json!({ "action": "create", "kind": kind, "meshName": "bench", "spec": spec });
    for (member, name) in names {
        change[*member] = json!(name);
    }
    change
}

/// A node that is found at an address.
pub fn target(name: &str, host: &str, port: u16) -> Value {
    node(
        name,
        json!({
            "listeners": [{ "portMapping": { "port": port, "protocol": "http" } }],
            "serviceDiscovery": { "dns": { "hostname": host } },
        }),
    )
}

/// A node that calls services.
pub fn caller(name: &str, services: &[String]) -> Value {
    let backends: Vec<Value> = services
        .iter()
        .map(|service| json!({ "virtualService": { "virtualServiceName": service } }))
        .collect();
    node(name, json!({ "backends": backends }))
}

/// A service with a router of one route.
pub fn service(name: &str, port: u16, weights: &[(&str, u32)]) -> Vec<Value> {
    let router = format!("{name}-router");
    let listeners = json!([{ "portMapping": { "port": port, "protocol": "http" } }]);
    let provider = json!({ "virtualRouter": { "virtualRouterName": router } });
    vec![
        create(
            "virtualRouter",
            &[("virtualRouterName", &router)],
            json!({ "listeners": listeners }),
        ),
        create("route", &[("virtualRouterName", &router), ("routeName", "route")], route(weights)),
        create("virtualService", &[("virtualServiceName", name)], json!({ "provider": provider })),
    ]
}

pub fn mesh() -> Value {
    create("mesh", &[], json!({}))
}
