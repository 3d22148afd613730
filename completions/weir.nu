module completions {

  def "nu-complete weir output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir color" [] {
    [ "auto" "always" "never" ]
  }

  # Validates, diffs and applies service-mesh resources written as App Mesh JSON
  export extern weir [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir validate fail_on" [] {
    [ "error" "warning" "info" ]
  }

  def "nu-complete weir validate output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir validate color" [] {
    [ "auto" "always" "never" ]
  }

  # Check documents without a control plane
  export extern "weir validate" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --fail-on: string@"nu-complete weir validate fail_on" # Least severity that makes the exit code 1
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir validate output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir validate color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir explain output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir explain color" [] {
    [ "auto" "always" "never" ]
  }

  # Explain the code of a diagnostic, or a field of a kind
  export extern "weir explain" [
    --list                    # List all codes
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir explain output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir explain color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    subject?: string          # Code, such as F001 or WEIR-F001, or a field, such as vn.listeners.portMapping
  ]

  def "nu-complete weir diff output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir diff color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what differs between documents and the control plane
  export extern "weir diff" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --exit-zero               # Answer exit code 0 where there are differences too
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir diff output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir diff color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir apply wait" [] {
    [ "xds" ]
  }

  def "nu-complete weir apply output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir apply color" [] {
    [ "auto" "always" "never" ]
  }

  # Make the control plane as the documents say; delete nothing
  export extern "weir apply" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --yes(-y)                 # Do it without asking
    --dry-run                 # Show what would be done, and change nothing
    --wait: string@"nu-complete weir apply wait" # Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out
    --wait-timeout: string    # How long to wait
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir apply output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir apply color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir delete output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir delete color" [] {
    [ "auto" "always" "never" ]
  }

  # Delete resources, in safe order
  export extern "weir delete" [
    --file(-f): path          # What these documents define (can be repeated)
    --cascade                 # Delete what still needs them too
    --ignore-not-found        # What does not exist counts as deleted
    --yes(-y)                 # Do it without asking
    --dry-run                 # Show what would be deleted, and delete nothing
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir delete output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir delete color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...addresses: string      # Addresses, such as vn/cart or rt/cart/main
  ]

  def "nu-complete weir get kind" [] {
    [ "m" "vn" "vr" "rt" "vs" "vg" "gr" "all" ]
  }

  def "nu-complete weir get output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir get color" [] {
    [ "auto" "always" "never" ]
  }

  # List resources of a kind
  export extern "weir get" [
    --all-meshes(-A)          # In all meshes
    --no-headers              # Without the line of headings
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir get output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir get color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    kind: string@"nu-complete weir get kind" # Kind, or `all`; long forms are taken too
    ...names: string          # Only these; for routes ROUTER/ROUTE or ROUTE
  ]

  def "nu-complete weir describe output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir describe color" [] {
    [ "auto" "always" "never" ]
  }

  # Show one resource: spec, metadata, tags, and what it has to do with others
  export extern "weir describe" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir describe output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir describe color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    address: string           # Address, such as vn/cart or rt/cart/main
  ]

  def "nu-complete weir tree output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir tree color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what leads where: gateways and services down to nodes
  export extern "weir tree" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir tree output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir tree color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    address?: string          # Address to start from; without one, the whole mesh
  ]

  def "nu-complete weir trace output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir trace color" [] {
    [ "auto" "always" "never" ]
  }

  # Show where a request goes: routes tried, targets, timeouts, retries
  export extern "weir trace" [
    --method(-X): string      # Method of HTTP; GET if not given
    --header(-H): string      # Header, or metadata of gRPC; Host takes the place of the URL's host (can be repeated)
    --grpc: string            # Call this gRPC method
    --file(-f): path          # File or folder with documents to look at in place of the control plane (can be repeated)
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir trace output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir trace color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    caller: string            # Virtual node or gateway, such as vn/web or vg/edge
    url: string               # URL as the proxy gets it: http, https or tcp; without a port, the only one there is
  ]

  def "nu-complete weir dump output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir dump color" [] {
    [ "auto" "always" "never" ]
  }

  # Write what is on the control plane as documents that can be applied again
  export extern "weir dump" [
    --split: path             # Write one file per resource into this folder, instead of one bundle to stdout
    --all-meshes(-A)          # In all meshes
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir dump output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir dump color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...kinds: string          # Only these kinds
  ]

  def "nu-complete weir weights wait" [] {
    [ "xds" ]
  }

  def "nu-complete weir weights output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir weights color" [] {
    [ "auto" "always" "never" ]
  }

  # Read or set the weights of one route; nothing else of the route changes
  export extern "weir weights" [
    --dry-run                 # Show what would change, and change nothing
    --expect: string          # Refuse unless the weights are these now: NODE=WEIGHT, separated by commas
    --wait: string@"nu-complete weir weights wait" # Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out
    --wait-timeout: string    # How long to wait
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir weights output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir weights color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    route: string             # Route, such as rt/cart/main
    ...weights: string        # New weights: NODE=WEIGHT or NODE:PORT=WEIGHT; targets that are not named keep theirs
  ]

  def "nu-complete weir instance output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir instance color" [] {
    [ "auto" "always" "never" ]
  }

  # List, register and deregister instances of Cloud Map services
  export extern "weir instance" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir instance color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir instance list output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir instance list color" [] {
    [ "auto" "always" "never" ]
  }

  # List instances
  export extern "weir instance list" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance list output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir instance list color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    of?: string               # Only those of this namespace or service: NAMESPACE or NAMESPACE/SERVICE
  ]

  def "nu-complete weir instance register output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir instance register color" [] {
    [ "auto" "always" "never" ]
  }

  # Register an instance, or replace the one of that id
  export extern "weir instance register" [
    --ipv4: string            # Its IPv4 address
    --ipv6: string            # Its IPv6 address
    --port: string            # Its port; without one, that of the node's listener
    --attribute: string       # An attribute, by which nodes choose their instances (can be repeated)
    --unhealthy               # It gets no traffic
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance register output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir instance register color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    service: string           # Service, as virtual nodes name it
    id: string                # Id of the instance
  ]

  def "nu-complete weir instance deregister output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir instance deregister color" [] {
    [ "auto" "always" "never" ]
  }

  # Deregister an instance
  export extern "weir instance deregister" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance deregister output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir instance deregister color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    service: string           # Service, as virtual nodes name it
    id: string                # Id of the instance
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir instance help" [
  ]

  # List instances
  export extern "weir instance help list" [
  ]

  # Register an instance, or replace the one of that id
  export extern "weir instance help register" [
  ]

  # Deregister an instance
  export extern "weir instance help deregister" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir instance help help" [
  ]

  def "nu-complete weir serve log_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete weir serve output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir serve color" [] {
    [ "auto" "always" "never" ]
  }

  # Run the control plane on an address
  export extern "weir serve" [
    --listen: string          # Address to listen on: HOST:PORT or unix:/PATH (can be repeated)
    --xds-listen: string      # Address for proxies only: HOST:PORT or unix:/PATH (can be repeated); proxies are also served where --listen says
    --account-id: string      # Account that owns everything in a new store [default: 000000000000]
    --region: string          # Region in the ARNs of a new store [default: us-east-1]
    --drain-timeout: string   # How long requests under way may take at the end
    --log-format: string@"nu-complete weir serve log_format" # Form of the log on stderr; WEIR_LOG sets what is logged, such as debug
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir serve output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir serve color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir proxy output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir proxy color" [] {
    [ "auto" "always" "never" ]
  }

  # Set up the proxies of a mesh, and see how they follow
  export extern "weir proxy" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir proxy color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir proxy bootstrap interception" [] {
    [ "redirect" "none" ]
  }

  def "nu-complete weir proxy bootstrap tracing" [] {
    [ "xray" "datadog" "jaeger" ]
  }

  def "nu-complete weir proxy bootstrap jaeger_format" [] {
    [ "proto" "json" ]
  }

  def "nu-complete weir proxy bootstrap output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir proxy bootstrap color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the bootstrap of a node's or gateway's Envoy (1.40), as YAML or JSON
  export extern "weir proxy bootstrap" [
    --node-cluster: string    # What the proxy calls itself in statistics and traces; its node id if not given (`APPMESH_RESOURCE_CLUSTER`)
    --locality: string        # Where the proxy runs
    --xds: string             # Address of the control plane as the proxy reaches it: HOST:PORT or unix:/PATH [default: 127.0.0.1:7070] (`APPMESH_XDS_ENDPOINT`, if it is a unix socket)
    --sotw                    # Get everything again with every change, instead of what changed
    --xds-ca: string          # Use TLS, and trust the authorities in this file
    --xds-cert: string        # Certificate to show to the control plane
    --xds-key: string         # Key of the certificate
    --xds-server-name: string # Name in the control plane's certificate; the host of --xds if not given
    --interception: string@"nu-complete weir proxy bootstrap interception" # Whether the system redirects the application's traffic to the proxy
    --address: string         # Address that the proxy binds; every address if not given
    --application: string     # Address of the application; the loopback address if not given
    --ingress-port: string    # Port that inbound traffic is redirected to [default: 15000] (`APPMESH_ENVOY_INGRESS_PORT`)
    --egress-port: string     # Port that outbound traffic is redirected to [default: 15001] (`APPMESH_ENVOY_EGRESS_PORT`)
    --dns-resolver: string    # DNS server to ask in place of the system's (can be repeated)
    --sds-socket: string      # Unix socket of the server that certificates with an SDS name come from (`APPMESH_SDS_SOCKET_PATH`)
    --admin: string           # Address of Envoy's administration: IP:PORT or unix:/PATH [default: 127.0.0.1:9901] (`ENVOY_ADMIN_MODE`; `ENVOY_ADMIN_ACCESS_PORT` for the port)
    --no-admin                # Without Envoy's administration
    --stats-tags              # Tag every statistic with the mesh and the node or gateway, as `appmesh.mesh` and `appmesh.virtual_node` or `appmesh.virtual_gateway` (`ENABLE_ENVOY_STATS_TAGS`)
    --dogstatsd: string       # Send statistics to a DogStatsD server: IP:PORT (UDP) or unix:/PATH (`ENABLE_ENVOY_DOG_STATSD`, with `STATSD_ADDRESS`, `STATSD_PORT`, `STATSD_SOCKET_PATH`)
    --outlier-log: string     # Write to this file which hosts are ejected and taken back (`ENVOY_OUTLIER_DETECTION_EVENT_LOG_PATH`)
    --tracing: string@"nu-complete weir proxy bootstrap tracing" # Trace requests (`ENABLE_ENVOY_XRAY_TRACING`, `ENABLE_ENVOY_DATADOG_TRACING`, `ENABLE_ENVOY_JAEGER_TRACING`)
    --tracing-address: string # Where traces go, in place of port 2000 (xray, UDP, no names), 8126 (datadog) or 9411 (jaeger) of this machine (`AWS_XRAY_DAEMON_ADDRESS`, `XRAY_DAEMON_PORT`, `DATADOG_TRACER_ADDRESS`, `DATADOG_TRACER_PORT`, `JAEGER_TRACER_ADDRESS`, `JAEGER_TRACER_PORT`)
    --tracing-name: string    # Name of the proxy in traces of xray and datadog (`XRAY_SEGMENT_NAME`, `DD_SERVICE`)
    --xray-rate: string       # Share of the requests that xray traces, from 0 to 1 (`XRAY_SAMPLING_RATE`)
    --xray-rules: string      # File with the sampling rules of xray, version 2 (`XRAY_SAMPLING_RULE_MANIFEST`)
    --jaeger-format: string@"nu-complete weir proxy bootstrap jaeger_format" # Form of the spans for jaeger [default: proto] (`JAEGER_TRACER_VERSION`)
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy bootstrap output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir proxy bootstrap color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    resource?: string         # Virtual node or gateway, such as vn/cart or vg/edge (`APPMESH_RESOURCE_ARN`)
  ]

  def "nu-complete weir proxy list output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir proxy list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the connected proxies
  export extern "weir proxy list" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy list output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir proxy list color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir proxy status output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir proxy status color" [] {
    [ "auto" "always" "never" ]
  }

  # Show how far connected proxies are, and what they rejected; exit 1 unless all are synced
  export extern "weir proxy status" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy status output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir proxy status color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...of: string             # Only the proxies of these nodes and gateways, such as vn/cart or vg/edge
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir proxy help" [
  ]

  # Print the bootstrap of a node's or gateway's Envoy (1.40), as YAML or JSON
  export extern "weir proxy help bootstrap" [
  ]

  # List the connected proxies
  export extern "weir proxy help list" [
  ]

  # Show how far connected proxies are, and what they rejected; exit 1 unless all are synced
  export extern "weir proxy help status" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir proxy help help" [
  ]

  def "nu-complete weir completions shell" [] {
    [ "bash" "zsh" "fish" "elvish" "powershell" "nushell" ]
  }

  def "nu-complete weir completions output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the completion script of a shell
  export extern "weir completions" [
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir completions output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir completions color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    shell: string@"nu-complete weir completions shell" # Shell to complete for
  ]

  def "nu-complete weir man output" [] {
    [ "text" "json" "yaml" "name" "github" ]
  }

  def "nu-complete weir man color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a manual page, or write all pages into a folder
  export extern "weir man" [
    --all: path               # Write all pages into this folder instead
    --chdir(-C): path         # Run as if started in this folder
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir man output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: nothing but errors
    --color: string@"nu-complete weir man color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...command: string        # Command whose page to print; without one, the page of weir itself
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir help" [
  ]

  # Check documents without a control plane
  export extern "weir help validate" [
  ]

  # Explain the code of a diagnostic, or a field of a kind
  export extern "weir help explain" [
  ]

  # Show what differs between documents and the control plane
  export extern "weir help diff" [
  ]

  # Make the control plane as the documents say; delete nothing
  export extern "weir help apply" [
  ]

  # Delete resources, in safe order
  export extern "weir help delete" [
  ]

  # List resources of a kind
  export extern "weir help get" [
  ]

  # Show one resource: spec, metadata, tags, and what it has to do with others
  export extern "weir help describe" [
  ]

  # Show what leads where: gateways and services down to nodes
  export extern "weir help tree" [
  ]

  # Show where a request goes: routes tried, targets, timeouts, retries
  export extern "weir help trace" [
  ]

  # Write what is on the control plane as documents that can be applied again
  export extern "weir help dump" [
  ]

  # Read or set the weights of one route; nothing else of the route changes
  export extern "weir help weights" [
  ]

  # List, register and deregister instances of Cloud Map services
  export extern "weir help instance" [
  ]

  # List instances
  export extern "weir help instance list" [
  ]

  # Register an instance, or replace the one of that id
  export extern "weir help instance register" [
  ]

  # Deregister an instance
  export extern "weir help instance deregister" [
  ]

  # Run the control plane on an address
  export extern "weir help serve" [
  ]

  # Set up the proxies of a mesh, and see how they follow
  export extern "weir help proxy" [
  ]

  # Print the bootstrap of a node's or gateway's Envoy (1.40), as YAML or JSON
  export extern "weir help proxy bootstrap" [
  ]

  # List the connected proxies
  export extern "weir help proxy list" [
  ]

  # Show how far connected proxies are, and what they rejected; exit 1 unless all are synced
  export extern "weir help proxy status" [
  ]

  # Print the completion script of a shell
  export extern "weir help completions" [
  ]

  # Print a manual page, or write all pages into a folder
  export extern "weir help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir help help" [
  ]

}

export use completions *
