//! The bootstrap as Envoy gets it, in every part.

use std::collections::BTreeSet;

use super::*;
use crate::model::{Kind, ResourceId};

fn plain(kind: Kind, name: &str) -> Bootstrap {
    let of = ResourceId::try_new(kind, "shop", None, name).unwrap();
    Bootstrap {
        proxy: Proxy { of, placement: Placement::default() },
        cluster: None,
        locality: None,
        control_plane: ControlPlane {
            place: "127.0.0.1:7070".parse().unwrap(),
            protocol: Protocol::Delta,
            tls: None,
        },
        admin: None,
        sds_socket: None,
        dns_resolvers: Vec::new(),
        stats_tags: StatsTags::None,
        telemetry: None,
        dogstatsd: None,
        tracing: None,
        outlier_log: None,
    }
}

/// A part of the bootstrap, by its JSON pointer.
fn part(bootstrap: &Bootstrap, pointer: &str) -> String {
    let json = bootstrap.to_json();
    let part = json.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {json:#}"));
    format!("{part:#}")
}

#[test]
fn a_plain_bootstrap_holds_no_more_than_it_must() {
    let json = plain(Kind::VirtualNode, "cart").to_json();
    let members: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(members, ["node", "dynamic_resources", "static_resources", "layered_runtime"]);
    let id = "mesh/shop/virtualNode/cart";
    assert_eq!(json["node"], json!({"id": id, "cluster": id}));
}

#[test]
fn the_node_says_who_and_where_it_is() {
    let mut bootstrap = plain(Kind::VirtualGateway, "edge");
    bootstrap.cluster = Some("front".to_owned());
    bootstrap.locality = Locality::parse("eu/eu-1");
    bootstrap.proxy.placement = Placement {
        interception: Interception::None,
        address: Some([10, 0, 0, 7].into()),
        application: Some([127, 0, 0, 2].into()),
        ingress_port: 16_000,
        egress_port: 16_001,
    };
    insta::assert_snapshot!(part(&bootstrap, "/node"), @r#"
    {
      "id": "mesh/shop/virtualGateway/edge",
      "cluster": "front",
      "locality": {
        "region": "eu",
        "zone": "eu-1"
      },
      "metadata": {
        "weir": {
          "interception": "none",
          "address": "10.0.0.7",
          "application": "127.0.0.2",
          "ingressPort": 16000,
          "egressPort": 16001
        }
      }
    }
    "#);
}

#[test]
fn a_placement_is_written_where_it_is_not_the_default() {
    let mut placement = Placement::default();
    assert_eq!(Value::Object(metadata(&placement)), json!({}));
    placement.egress_port = 15_009;
    assert_eq!(Value::Object(metadata(&placement)), json!({"egressPort": 15_009}));
}

#[test]
fn localities_have_one_to_three_parts() {
    for text in ["eu", "eu/a", "eu/a/1"] {
        assert!(Locality::parse(text).is_some(), "{text}");
    }
    for text in ["", "/a", "eu/", "eu//1", "eu/a/", "eu/a/1/x"] {
        assert!(Locality::parse(text).is_none(), "{text}");
    }
}

#[test]
fn listeners_and_clusters_come_over_one_stream() {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    insta::assert_snapshot!(part(&bootstrap, "/dynamic_resources"), @r#"
    {
      "ads_config": {
        "api_type": "DELTA_GRPC",
        "transport_api_version": "V3",
        "set_node_on_first_message_only": true,
        "grpc_services": [
          {
            "envoy_grpc": {
              "cluster_name": "weir-xds",
              "retry_policy": {
                "retry_back_off": {
                  "base_interval": "0.1s",
                  "max_interval": "1s"
                }
              }
            }
          }
        ]
      },
      "lds_config": {
        "resource_api_version": "V3",
        "ads": {},
        "initial_fetch_timeout": "0s"
      },
      "cds_config": {
        "resource_api_version": "V3",
        "ads": {},
        "initial_fetch_timeout": "0s"
      }
    }
    "#);
    bootstrap.control_plane.protocol = Protocol::StateOfTheWorld;
    assert_eq!(part(&bootstrap, "/dynamic_resources/ads_config/api_type"), "\"GRPC\"");
}

#[test]
fn the_control_plane_is_one_cluster() {
    let bootstrap = plain(Kind::VirtualNode, "cart");
    insta::assert_snapshot!(part(&bootstrap, "/static_resources/clusters"), @r#"
    [
      {
        "name": "weir-xds",
        "type": "STATIC",
        "connect_timeout": "5s",
        "load_assignment": {
          "cluster_name": "weir-xds",
          "endpoints": [
            {
              "lb_endpoints": [
                {
                  "endpoint": {
                    "address": {
                      "socket_address": {
                        "address": "127.0.0.1",
                        "port_value": 7070
                      }
                    }
                  }
                }
              ]
            }
          ]
        },
        "typed_extension_protocol_options": {
          "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
            "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
            "explicit_http_config": {
              "http2_protocol_options": {
                "connection_keepalive": {
                  "interval": "30s",
                  "timeout": "10s"
                }
              }
            }
          }
        },
        "upstream_connection_options": {
          "tcp_keepalive": {
            "keepalive_time": 30,
            "keepalive_interval": 10,
            "keepalive_probes": 3
          }
        }
      }
    ]
    "#);
}

#[test]
fn names_are_resolved_and_sockets_are_not_kept_alive() {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    let mut members = |place: &str| {
        bootstrap.control_plane.place = place.parse().unwrap();
        let json = bootstrap.to_json();
        let cluster = &json["static_resources"]["clusters"][0];
        let address = "/load_assignment/endpoints/0/lb_endpoints/0/endpoint/address";
        let keys: BTreeSet<String> = cluster.as_object().unwrap().keys().cloned().collect();
        let is_kept_alive = keys.contains("upstream_connection_options");
        (cluster["type"].clone(), cluster.pointer(address).unwrap().clone(), is_kept_alive)
    };
    let named = json!({"socket_address": {"address": "weir.mesh", "port_value": 70}});
    assert_eq!(members("weir.mesh:70"), (json!("STRICT_DNS"), named, true));
    let numeric = json!({"socket_address": {"address": "::1", "port_value": 70}});
    assert_eq!(members("[::1]:70"), (json!("STATIC"), numeric, true));
    let pipe = json!({"pipe": {"path": "/run/weir.sock"}});
    assert_eq!(members("unix:/run/weir.sock"), (json!("STATIC"), pipe, false));
}

/// The context of TLS to a control plane.
fn context(place: &str, tls: Tls) -> Value {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    bootstrap.control_plane.place = place.parse().unwrap();
    bootstrap.control_plane.tls = Some(tls);
    let socket = bootstrap.to_json()["static_resources"]["clusters"][0]["transport_socket"].take();
    assert_eq!(socket["name"], "envoy.transport_sockets.tls");
    socket["typed_config"].clone()
}

#[test]
fn tls_trusts_one_authority_and_one_name() {
    let identity = Identity { certificate: "/tls/cert.pem".into(), key: "/tls/key.pem".into() };
    let tls = Tls { authority: "/tls/ca.pem".into(), identity: Some(identity), server_name: None };
    insta::assert_snapshot!(format!("{:#}", context("weir.mesh:7070", tls.clone())), @r#"
    {
      "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
      "sni": "weir.mesh",
      "common_tls_context": {
        "tls_params": {
          "tls_minimum_protocol_version": "TLSv1_2"
        },
        "alpn_protocols": [
          "h2"
        ],
        "tls_certificates": [
          {
            "certificate_chain": {
              "filename": "/tls/cert.pem"
            },
            "private_key": {
              "filename": "/tls/key.pem"
            }
          }
        ],
        "validation_context": {
          "trusted_ca": {
            "filename": "/tls/ca.pem"
          },
          "match_typed_subject_alt_names": [
            {
              "san_type": "DNS",
              "matcher": {
                "exact": "weir.mesh"
              }
            }
          ]
        }
      }
    }
    "#);
    let named = context("weir.mesh:7070", Tls { server_name: Some("other.mesh".into()), ..tls });
    assert_eq!(named["sni"], "other.mesh");
    let pointer = "/common_tls_context/validation_context/match_typed_subject_alt_names";
    let other = json!([{"san_type": "DNS", "matcher": {"exact": "other.mesh"}}]);
    assert_eq!(named.pointer(pointer), Some(&other));
}

#[test]
fn the_name_of_a_numeric_address_is_that_address_and_is_not_sent() {
    let tls = Tls { authority: "/tls/ca.pem".into(), identity: None, server_name: None };
    insta::assert_snapshot!(format!("{:#}", context("127.0.0.1:7070", tls)), @r#"
    {
      "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
      "common_tls_context": {
        "tls_params": {
          "tls_minimum_protocol_version": "TLSv1_2"
        },
        "alpn_protocols": [
          "h2"
        ],
        "validation_context": {
          "trusted_ca": {
            "filename": "/tls/ca.pem"
          },
          "match_typed_subject_alt_names": [
            {
              "san_type": "IP_ADDRESS",
              "matcher": {
                "exact": "127.0.0.1"
              }
            }
          ]
        }
      }
    }
    "#);
}

#[test]
fn what_a_proxy_has_of_its_own_is_written() {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    bootstrap.admin = Some(Place::Unix("/run/admin.sock".to_owned()));
    bootstrap.dns_resolvers = vec!["127.0.0.1:53".parse().unwrap(), "[::1]:53".parse().unwrap()];
    bootstrap.stats_tags = StatsTags::Mesh;
    bootstrap.dogstatsd = Some(Receiver::Udp("127.0.0.1:8125".parse().unwrap()));
    bootstrap.outlier_log = Some("/dev/stdout".to_owned());
    let json = bootstrap.to_json();
    let members = json.as_object().unwrap().iter();
    let of_others = ["node", "dynamic_resources", "static_resources"];
    let own = members.filter(|(name, _)| !of_others.contains(&name.as_str()));
    let lines: Vec<String> = own.map(|(name, value)| format!("{name}: {value}")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    admin: {"address":{"pipe":{"path":"/run/admin.sock"}}}
    cluster_manager: {"outlier_detection":{"event_log_path":"/dev/stdout"}}
    typed_dns_resolver_config: {"name":"envoy.network.dns_resolver.cares","typed_config":{"@type":"type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig","resolvers":[{"socket_address":{"address":"127.0.0.1","port_value":53}},{"socket_address":{"address":"::1","port_value":53}}]}}
    layered_runtime: {"layers":[{"name":"weir","static_layer":{"re2.max_program_size.error_level":1000000}}]}
    stats_config: {"stats_tags":[{"tag_name":"appmesh.mesh","fixed_value":"shop"},{"tag_name":"appmesh.virtual_node","fixed_value":"cart"}]}
    stats_sinks: [{"name":"envoy.stat_sinks.dog_statsd","typed_config":{"@type":"type.googleapis.com/envoy.config.metrics.v3.DogStatsdSink","address":{"socket_address":{"protocol":"UDP","address":"127.0.0.1","port_value":8125}}}}]
    "#);
}

#[test]
fn certificates_come_from_a_server_that_speaks_http2() {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    bootstrap.sds_socket = Some(Place::Unix("/run/sds.sock".to_owned()));
    insta::assert_snapshot!(part(&bootstrap, "/static_resources/clusters/1"), @r#"
    {
      "name": "static_cluster_sds_unix_socket",
      "type": "STATIC",
      "connect_timeout": "5s",
      "load_assignment": {
        "cluster_name": "static_cluster_sds_unix_socket",
        "endpoints": [
          {
            "lb_endpoints": [
              {
                "endpoint": {
                  "address": {
                    "pipe": {
                      "path": "/run/sds.sock"
                    }
                  }
                }
              }
            ]
          }
        ]
      },
      "typed_extension_protocol_options": {
        "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
          "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
          "explicit_http_config": {
            "http2_protocol_options": {}
          }
        }
      }
    }
    "#);
}

#[test]
fn tags_name_the_kind() {
    let mut bootstrap = plain(Kind::VirtualGateway, "edge");
    bootstrap.stats_tags = StatsTags::Mesh;
    let tag = part(&bootstrap, "/stats_config/stats_tags/1/tag_name");
    assert_eq!(tag, "\"appmesh.virtual_gateway\"");
}

#[test]
fn each_tracer_has_its_form() {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    let mut written = |tracing: Tracing| {
        bootstrap.tracing = Some(tracing);
        let json = bootstrap.to_json();
        let clusters = json["static_resources"]["clusters"].as_array().unwrap();
        let names: Vec<&str> =
            clusters.iter().skip(1).filter_map(|one| one["name"].as_str()).collect();
        format!("{:#}\nclusters: {}", json["tracing"]["http"], names.join(" "))
    };
    let daemon = "127.0.0.1:2000".parse().unwrap();
    let sampling = Some(Sampling::Rate("0.5".parse().unwrap()));
    insta::assert_snapshot!(written(Tracing::Xray { daemon, segment: None, sampling }), @r#"
    {
      "name": "envoy.tracers.xray",
      "typed_config": {
        "@type": "type.googleapis.com/envoy.config.trace.v3.XRayConfig",
        "daemon_endpoint": {
          "protocol": "UDP",
          "address": "127.0.0.1",
          "port_value": 2000
        },
        "segment_name": "shop/cart",
        "sampling_rule_manifest": {
          "inline_string": "{\"version\":2,\"default\":{\"fixed_target\":1,\"rate\":0.5}}"
        },
        "segment_fields": {
          "origin": "AWS::AppMesh::Proxy",
          "aws": {
            "app_mesh": {
              "mesh_name": "shop",
              "virtual_node_name": "cart"
            }
          }
        }
      }
    }
    clusters:
    "#);
    let agent = "agent.local:8126".parse().unwrap();
    insta::assert_snapshot!(written(Tracing::Datadog { agent, service: None }), @r#"
    {
      "name": "envoy.tracers.datadog",
      "typed_config": {
        "@type": "type.googleapis.com/envoy.config.trace.v3.DatadogConfig",
        "collector_cluster": "datadog_agent",
        "service_name": "envoy-shop/cart"
      }
    }
    clusters: datadog_agent
    "#);
    let collector = "127.0.0.1:9411".parse().unwrap();
    insta::assert_snapshot!(written(Tracing::Jaeger { collector, format: SpanFormat::Json }), @r#"
    {
      "name": "envoy.tracers.zipkin",
      "typed_config": {
        "@type": "type.googleapis.com/envoy.config.trace.v3.ZipkinConfig",
        "collector_cluster": "jaeger",
        "collector_endpoint": "/api/v2/spans",
        "collector_endpoint_version": "HTTP_JSON",
        "shared_span_context": false
      }
    }
    clusters: jaeger
    "#);
}

#[test]
fn places_are_addresses_names_or_sockets() {
    let name = |host: &str, port| Place::Name { host: host.to_owned(), port };
    let unix = |path: &str| Place::Unix(path.to_owned());
    for (text, place) in [
        ("127.0.0.1:1", Place::Ip("127.0.0.1:1".parse().unwrap())),
        ("[::1]:1", Place::Ip("[::1]:1".parse().unwrap())),
        ("localhost:1", name("localhost", 1)),
        ("a-b.c_d:65535", name("a-b.c_d", 65_535)),
        ("unix:/run/x", unix("/run/x")),
        ("unix:///run/x", unix("/run/x")),
        ("unix:@x", unix("@x")),
    ] {
        assert_eq!(text.parse(), Ok(place), "{text}");
    }
    for text in ["", "localhost", "localhost:", ":1", "a b:1", "http://a:1", "::1:7070", "a:0x1"] {
        assert_eq!(text.parse::<Place>(), Err(PlaceError::Form), "{text}");
    }
    for text in ["a:65536", "127.0.0.1:0", "a:0"] {
        assert!(text.parse::<Place>().is_err(), "{text}");
    }
    for text in ["unix:", "unix:/", "unix:@", "unix:run/x"] {
        assert_eq!(text.parse::<Place>(), Err(PlaceError::Path), "{text}");
    }
    assert_eq!(Place::to_listen("localhost:1"), Err(PlaceError::Name));
    assert_eq!(Place::to_listen("127.0.0.1:0"), Ok(Place::Ip("127.0.0.1:0".parse().unwrap())));
    assert_eq!(Place::socket("/run/x"), Ok(unix("/run/x")));
}

#[test]
fn rates_are_shares() {
    for text in ["0", "1", "0.05", "1e-3"] {
        assert!(text.parse::<Rate>().is_ok(), "{text}");
    }
    for text in ["-0.1", "1.01", "5%", "NaN", "inf", ""] {
        assert!(text.parse::<Rate>().is_err(), "{text}");
    }
}

#[test]
fn traffic_is_told_to_the_control_plane() {
    let mut bootstrap = plain(Kind::VirtualNode, "cart");
    bootstrap.telemetry = Some(Duration::from_millis(500));
    let json = bootstrap.to_json();
    let lines: Vec<String> = ["stats_config", "stats_sinks", "stats_flush_interval"]
        .map(|member| format!("{member}: {}", json[member]))
        .into();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    stats_config: {"histogram_bucket_settings":[{"match":{"suffix":"upstream_rq_time"},"buckets":[1,2,3,4,5,6,8,10,12,15,20,25,30,40,50,60,75,80,100,120,150,200,250,300,400,500,600,750,800,1000,1200,1500,2000,2500,3000,4000,5000,6000,7500,8000,10000,15000,30000,60000]}]}
    stats_sinks: [{"name":"envoy.stat_sinks.metrics_service","typed_config":{"@type":"type.googleapis.com/envoy.config.metrics.v3.MetricsServiceConfig","transport_api_version":"V3","grpc_service":{"envoy_grpc":{"cluster_name":"weir-xds"}},"report_counters_as_deltas":false,"histogram_emit_mode":"HISTOGRAM"}}]
    stats_flush_interval: "0.5s"
    "#);
}
