//! The least that can push a change to an Envoy: it sends given bytes, and waits for the answer.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

use envoy_types::pb::envoy::service::discovery::v3::aggregated_discovery_service_server::{
    AggregatedDiscoveryService, AggregatedDiscoveryServiceServer,
};
use envoy_types::pb::envoy::service::discovery::v3::{
    DeltaDiscoveryRequest, DeltaDiscoveryResponse, DiscoveryRequest, DiscoveryResponse, Resource,
};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, broadcast, mpsc};
use tokio_stream::wrappers::{ReceiverStream, TcpListenerStream};
use tokio_stream::{Stream, StreamExt as _};
use tonic::{Request, Response, Status, Streaming};

use crate::Outcome;

/// All resources of a proxy, by type.
pub type Resources = HashMap<String, Vec<Resource>>;

/// A server for one proxy.
pub struct Prototype {
    pub address: String,
    pushes: broadcast::Sender<(String, Vec<Resource>)>,
    acknowledged: Mutex<mpsc::Receiver<Instant>>,
}

struct Service {
    resources: Arc<Resources>,
    pushes: broadcast::Sender<(String, Vec<Resource>)>,
    acknowledgements: mpsc::Sender<Instant>,
}

impl Prototype {
    pub async fn start(resources: Resources) -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let (pushes, _) = broadcast::channel(16);
        let (acknowledgements, acknowledged) = mpsc::channel(1024);
        let service =
            Service { resources: Arc::new(resources), pushes: pushes.clone(), acknowledgements };
        let service = AggregatedDiscoveryServiceServer::new(service);
        let router = tonic::transport::Server::builder().tcp_nodelay(true).add_service(service);
        tokio::spawn(router.serve_with_incoming(TcpListenerStream::new(listener)));
        Ok(Self { address, pushes, acknowledged: Mutex::new(acknowledged) })
    }

    /// Sends resources; answers when they were acknowledged.
    pub async fn push(&self, of: &str, resources: Vec<Resource>) -> Outcome<Instant> {
        let mut acknowledged = self.acknowledged.lock().await;
        while acknowledged.try_recv().is_ok() {}
        self.pushes.send((of.to_owned(), resources))?;
        Ok(acknowledged.recv().await.ok_or("the stream ended")?)
    }
}

type Responses<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

#[tonic::async_trait]
impl AggregatedDiscoveryService for Service {
    type StreamAggregatedResourcesStream = Responses<DiscoveryResponse>;
    type DeltaAggregatedResourcesStream = Responses<DeltaDiscoveryResponse>;

    async fn stream_aggregated_resources(
        &self,
        _: Request<Streaming<DiscoveryRequest>>,
    ) -> Result<Response<Self::StreamAggregatedResourcesStream>, Status> {
        Err(Status::unimplemented("delta only"))
    }

    async fn delta_aggregated_resources(
        &self,
        request: Request<Streaming<DeltaDiscoveryRequest>>,
    ) -> Result<Response<Self::DeltaAggregatedResourcesStream>, Status> {
        let mut requests = request.into_inner();
        let (responses, outgoing) = mpsc::channel(16);
        let (resources, acknowledgements) =
            (Arc::clone(&self.resources), self.acknowledgements.clone());
        let mut pushes = self.pushes.subscribe();
        tokio::spawn(async move {
            let mut nonce = 0;
            loop {
                let (of, resources) = tokio::select! {
                    request = requests.next() => {
                        let Some(Ok(request)) = request else { return };
                        if !request.response_nonce.is_empty() {
                            let _ = acknowledgements.try_send(Instant::now());
                            continue;
                        }
                        let known = resources.get(&request.type_url).cloned();
                        (request.type_url, known.unwrap_or_default())
                    }
                    push = pushes.recv() => match push {
                        Ok(push) => push,
                        Err(_) => return,
                    },
                };
                nonce += 1;
                let response = DeltaDiscoveryResponse {
                    type_url: of,
                    nonce: nonce.to_string(),
                    resources,
                    ..Default::default()
                };
                if responses.send(Ok(response)).await.is_err() {
                    return;
                }
            }
        });
        Ok(Response::new(Box::pin(ReceiverStream::new(outgoing))))
    }
}
