module completions {

  def "nu-complete weir output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Validates, diffs and applies service-mesh resources written as App Mesh JSON
  export extern weir [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir validate fail_on" [] {
    [ "error" "warning" "info" "hint" ]
  }

  def "nu-complete weir validate show" [] {
    [ "error" "warning" "info" "hint" ]
  }

  def "nu-complete weir validate fix" [] {
    [ "safe" "unsafe" ]
  }

  def "nu-complete weir validate output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir validate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir validate auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Check documents, without a control plane unless --online asks for one
  export extern "weir validate" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --include: string         # Of the files in folders, only those that fit (can be repeated)
    --exclude: string         # Leave out files and folders within folders that fit (can be repeated)
    --overlay: path           # Folder with changes to the documents, or its name in weir.toml (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --online                  # Judge the documents together with what is on the control plane
    --strict                  # Count warnings as errors
    --deny: string            # Count findings of these codes as errors (can be repeated)
    --warn: string            # Count findings of these codes as warnings (can be repeated)
    --allow: string           # Leave out findings of these codes (can be repeated)
    --fail-on: string@"nu-complete weir validate fail_on" # Least severity that makes the exit code 1 [default: error]
    --show: string@"nu-complete weir validate show" # Least severity that is shown
    --fix: string@"nu-complete weir validate fix" # Put right what can be put right, in the files: what is certain, or guesses too
    --baseline: path          # Leave out what stands in this file of known findings
    --write-baseline          # Write what is found into the baseline
    --max-problems: string    # Show the first N problems and count the rest; 0 shows all
    --changed-since: string   # Tell only of files that changed since a revision of git; all are read
    --report: string          # Write the result to a file too, as one of this command's formats (can be repeated)
    --list-rules              # List all codes that can be found, and look at no documents
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir validate output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir validate color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir validate auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir explain output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir explain color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir explain auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Explain the code of a diagnostic, a field of a kind, or a file of settings
  export extern "weir explain" [
    --list                    # List all codes and topics
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir explain output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir explain color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir explain auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    subject?: string          # Code, such as F001 or WEIR-F001, a field, such as vn.listeners.portMapping or rollout.stages, or weir.toml, config.toml, overlays or variables
  ]

  def "nu-complete weir schema of" [] {
    [ "rollout" ]
  }

  def "nu-complete weir schema output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir schema color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir schema auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Print the JSON Schema of a file that weir reads, for editors and other checks
  export extern "weir schema" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir schema output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir schema color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir schema auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    of: string@"nu-complete weir schema of" # What the file holds
  ]

  def "nu-complete weir diff format" [] {
    [ "structured" "unified" "side-by-side" "summary" "json-patch" ]
  }

  def "nu-complete weir diff output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir diff color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir diff auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show what differs between documents and the control plane
  export extern "weir diff" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --include: string         # Of the files in folders, only those that fit (can be repeated)
    --exclude: string         # Leave out files and folders within folders that fit (can be repeated)
    --overlay: path           # Folder with changes to the documents, or its name in weir.toml (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --against: string         # What the documents are held against: live, a path, git:REF, run:ID, or the file of a plan
    --format: string@"nu-complete weir diff format" # How differences are shown
    --context-lines(-U): string # Lines around a change (unified and side-by-side)
    --show-defaults           # Show differences too between a default and its absence
    --show-all                # Show fields too that do not differ
    --show-secrets            # Show secrets; into files and pipes only with `WEIR_SHOW_SECRETS=1`
    --set: string             # Set whose resources --prune would delete
    --prune                   # Show what `weir apply --prune` would delete
    --target: string          # Only resources whose address fits, such as vn/cart-* (can be repeated)
    --except: string          # Leave out resources whose address fits (can be repeated)
    --exit-zero               # Answer exit code 0 where there are differences too
    --detailed-exitcode       # Answer exit code 2 where there are differences, and 1 for any error
    --report: string          # Write the result to a file too, as one of this command's formats (can be repeated)
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir diff output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir diff color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir diff auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir plan output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir plan color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir plan auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show what `weir apply` would do, and in which order
  export extern "weir plan" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --include: string         # Of the files in folders, only those that fit (can be repeated)
    --exclude: string         # Leave out files and folders within folders that fit (can be repeated)
    --overlay: path           # Folder with changes to the documents, or its name in weir.toml (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --out(-O): path           # Save the plan; `weir apply FILE` does exactly that
    --detailed-exitcode       # Answer exit code 2 where there is something to do, and 1 for any error
    --set: string             # Set to which everything belongs that is created or updated
    --prune                   # Delete what belongs to the set and is not in the documents
    --max-deletes: string     # The most resources to prune: a number, or a share of the set such as 30% [default: 10 or 20%, whichever is more, and at most half]
    --allow-empty             # Prune the whole set if there are no documents
    --take-ownership          # Take resources over that belong to another set
    --take-weights            # Set the weights of routes on which a rollout is under way
    --allow-disruption        # Allow steps between which requests fail
    --target: string          # Only resources whose address fits, such as vn/cart-* (can be repeated)
    --except: string          # Leave out resources whose address fits (can be repeated)
    --report: string          # Write the result to a file too, as one of this command's formats (can be repeated)
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir plan output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir plan color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir plan auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir show output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir show auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show a saved plan or a recorded run
  export extern "weir show" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir show output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir show color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir show auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    what: string              # File of a plan, or the name of a run: whole, its end, or `last`
  ]

  def "nu-complete weir apply on_error" [] {
    [ "continue" "stop" "rollback" ]
  }

  def "nu-complete weir apply wait" [] {
    [ "xds" ]
  }

  def "nu-complete weir apply output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir apply color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir apply auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Make the control plane as the documents say, or carry out a saved plan
  export extern "weir apply" [
    --file(-f): path          # File or folder with documents (can be repeated)
    --no-recursive(-R)        # Leave out the folders within folders
    --kind: string            # Kind of documents that are a spec alone
    --name: string            # Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    --include: string         # Of the files in folders, only those that fit (can be repeated)
    --exclude: string         # Leave out files and folders within folders that fit (can be repeated)
    --overlay: path           # Folder with changes to the documents, or its name in weir.toml (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --plan: path              # Carry out a saved plan exactly, or refuse
    --resume: string          # Do the rest of a run that was interrupted or failed: its name, or `last`
    --refresh                 # Plan again for the resources of the saved plan, and show what became of it
    --set: string             # Set to which everything belongs that is created or updated
    --prune                   # Delete what belongs to the set and is not in the documents
    --max-deletes: string     # The most resources to prune: a number, or a share of the set such as 30% [default: 10 or 20%, whichever is more, and at most half]
    --allow-empty             # Prune the whole set if there are no documents
    --take-ownership          # Take resources over that belong to another set
    --take-weights            # Set the weights of routes on which a rollout is under way
    --allow-disruption        # Allow steps between which requests fail
    --target: string          # Only resources whose address fits, such as vn/cart-* (can be repeated)
    --except: string          # Leave out resources whose address fits (can be repeated)
    --yes(-y)                 # Do it without asking
    --confirm: string         # Answer to the question of a protected context: its name
    --dry-run                 # Show what would be done, and change nothing
    --on-error: string@"nu-complete weir apply on_error" # What happens after a step failed
    --message: string         # Why it is done; whoever waits for the lock sees it, and `weir history`
    --lock-timeout: string    # How long to wait for the lock of a mesh that somebody else holds
    --no-lock                 # Take no lock, and mind none
    --wait: string@"nu-complete weir apply wait" # Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out
    --wait-timeout: string    # How long to wait
    --report: string          # Write the result to a file too, as one of this command's formats (can be repeated)
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir apply output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir apply color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir apply auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...paths: path            # Files and folders with documents; `-` is standard input
  ]

  def "nu-complete weir undo on_error" [] {
    [ "continue" "stop" "rollback" ]
  }

  def "nu-complete weir undo wait" [] {
    [ "xds" ]
  }

  def "nu-complete weir undo output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir undo color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir undo auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take back what a run did
  export extern "weir undo" [
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --allow-disruption        # Allow steps between which requests fail
    --yes(-y)                 # Do it without asking
    --confirm: string         # Answer to the question of a protected context: its name
    --dry-run                 # Show what would be done, and change nothing
    --on-error: string@"nu-complete weir undo on_error" # What happens after a step failed
    --message: string         # Why it is done; whoever waits for the lock sees it, and `weir history`
    --lock-timeout: string    # How long to wait for the lock of a mesh that somebody else holds
    --no-lock                 # Take no lock, and mind none
    --wait: string@"nu-complete weir undo wait" # Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out
    --wait-timeout: string    # How long to wait
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir undo output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir undo color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir undo auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    run?: string              # The run: its name, the beginning or end of it, or `last`: the last one that changed something on this control plane (with -m: in this mesh)
  ]

  def "nu-complete weir history output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir history color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir history auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List the runs that changed something or tried to, the newest first
  export extern "weir history" [
    --limit: string           # The most runs to list
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir history output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir history color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir history auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    address?: string          # Only runs that were about this resource
  ]

  def "nu-complete weir lock output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir lock color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir lock auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Look at the locks of meshes, or break one
  export extern "weir lock" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir lock output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir lock color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir lock auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir lock status output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir lock status color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir lock status auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show who holds which lock
  export extern "weir lock status" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir lock status output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir lock status color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir lock status auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir lock break output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir lock break color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir lock break auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take a lock away, whoever holds it; a run that is still under way stops
  export extern "weir lock break" [
    --confirm: string         # Answer to the question of a protected context: its name
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --output(-o): string@"nu-complete weir lock break output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir lock break color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir lock break auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    mesh: string              # The mesh
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir lock help" [
  ]

  # Show who holds which lock
  export extern "weir lock help status" [
  ]

  # Take a lock away, whoever holds it; a run that is still under way stops
  export extern "weir lock help break" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir lock help help" [
  ]

  def "nu-complete weir delete on_error" [] {
    [ "continue" "stop" "rollback" ]
  }

  def "nu-complete weir delete output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir delete color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir delete auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Delete resources, in safe order
  export extern "weir delete" [
    --file(-f): path          # What these documents define (can be repeated)
    --cascade                 # Delete what still needs them too
    --ignore-not-found        # What does not exist counts as deleted
    --yes(-y)                 # Do it without asking
    --confirm: string         # Answer to the question of a protected context: its name
    --dry-run                 # Show what would be done, and change nothing
    --on-error: string@"nu-complete weir delete on_error" # What happens after a step failed
    --message: string         # Why it is done; whoever waits for the lock sees it, and `weir history`
    --lock-timeout: string    # How long to wait for the lock of a mesh that somebody else holds
    --no-lock                 # Take no lock, and mind none
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir delete output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir delete color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir delete auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...wanted: string         # Addresses, such as vn/cart or rt/cart/main; 'vn/cart-*' is all that fit
  ]

  def "nu-complete weir get kind" [] {
    [ "m" "vn" "vr" "rt" "vs" "vg" "gr" "all" ]
  }

  def "nu-complete weir get output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir get color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir get auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List resources of a kind
  export extern "weir get" [
    --all-meshes(-A)          # In all meshes
    --selector(-l): string    # Only what has these tags: KEY=VALUE, KEY!=VALUE, KEY or !KEY, separated by commas
    --columns: string         # Columns to show, by their headings and separated by commas
    --sort-by: string         # Column to sort by; with a minus in front, the other way round
    --limit: string           # At most so many
    --no-headers              # Without the line of headings
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir get output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir get color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir get auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    kind: string@"nu-complete weir get kind" # Kind, or `all`; long forms are taken too
    ...names: string          # Only these; for routes ROUTER/ROUTE or ROUTE; 'cart-*' is all that fit, by name or address
  ]

  def "nu-complete weir describe output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir describe color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir describe auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show one resource: spec, metadata, tags, and what it has to do with others
  export extern "weir describe" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir describe output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir describe color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir describe auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    address: string           # Address, such as vn/cart or rt/cart/main
  ]

  def "nu-complete weir tree output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir tree color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir tree auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show what leads where: gateways and services down to nodes
  export extern "weir tree" [
    --inverse(-i)             # The other way up: who comes to the resource at that address
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir tree output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir tree color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir tree auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    address?: string          # Address to start from; without one, the whole mesh
  ]

  def "nu-complete weir trace output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir trace color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir trace auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show where a request goes: routes tried, targets, timeouts, retries
  export extern "weir trace" [
    --method(-X): string      # Method of HTTP; GET if not given
    --header(-H): string      # Header, or metadata of gRPC; Host takes the place of the URL's host (can be repeated)
    --grpc: string            # Call this gRPC method
    --file(-f): path          # File or folder with documents to look at in place of the control plane (can be repeated)
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir trace output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir trace color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir trace auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    caller: string            # Virtual node or gateway, such as vn/web or vg/edge
    url: string               # URL as the proxy gets it: http, https or tcp; without a port, the only one there is
  ]

  def "nu-complete weir dump output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir dump color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir dump auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Write what is on the control plane as documents that can be applied again
  export extern "weir dump" [
    --split: path             # Write one file per resource into this folder, instead of one bundle to stdout
    --all-meshes(-A)          # In all meshes
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir dump output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir dump color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir dump auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...kinds: string          # Only these kinds
  ]

  def "nu-complete weir backup output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir backup color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir backup auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Copy all that the control plane holds into a file
  export extern "weir backup" [
    --force                   # Overwrite the file if there is one
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir backup output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir backup color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir backup auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    file: path                # File to write; `weir restore` reads it
  ]

  def "nu-complete weir restore output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir restore color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir restore auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Make a backup the store of the embedded control plane
  export extern "weir restore" [
    --force                   # Replace a store that is not empty; it stays beside the new one
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir restore output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir restore color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir restore auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    file: path                # File that `weir backup` wrote
  ]

  def "nu-complete weir weights wait" [] {
    [ "xds" ]
  }

  def "nu-complete weir weights output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir weights color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir weights auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Read or set the weights of one route; nothing else of the route changes
  export extern "weir weights" [
    --dry-run                 # Show what would change, and change nothing
    --expect: string          # Refuse unless the weights are these now: NODE=WEIGHT, separated by commas
    --take-weights            # Set them though a rollout is under way on the route
    --confirm: string         # Answer to the question of a protected context: its name
    --message: string         # Why it is done; `weir history` shows it
    --wait: string@"nu-complete weir weights wait" # Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out
    --wait-timeout: string    # How long to wait
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir weights output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir weights color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir weights auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    route: string             # Route, such as rt/cart/main
    ...weights: string        # New weights: NODE=WEIGHT or NODE:PORT=WEIGHT; targets that are not named keep theirs
  ]

  def "nu-complete weir canary output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Move traffic to a new version in stages, each held and judged
  export extern "weir canary" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir canary plan on_loss" [] {
    [ "continue" "hold" "rollback" ]
  }

  def "nu-complete weir canary plan mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary plan output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary plan color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary plan auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show every write that a rollout would do, and what is in its way; nothing is written
  export extern "weir canary plan" [
    --spec: path              # File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input
    --to: string              # Node that is to get the traffic: NODE or NODE:PORT
    --from: string            # Node that has the traffic [default: the one other node that has some]
    --keep-others             # Further nodes of the routes keep their weights
    --name: string            # Name of the rollout [default: that of the node that is to get the traffic]
    --gate: string            # What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)
    --min-requests: string    # How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]
    --acks: string            # Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]
    --verify-within: string   # How long it may take until new weights are confirmed [default: 60s]
    --settle: string          # How long after that until what is measured counts [default: 20s]
    --interval: string        # How often gates are asked [default: 10s]
    --budget: string          # Most requests that may fail above the baseline's share, over the whole rollout
    --on-loss: string@"nu-complete weir canary plan on_loss" # What happens when whoever started it is silent for too long [default: hold, or continue with --detach]
    --deadline: string        # How long it may take until the last weight; then it is rolled back [default: 24h]
    --keep-baseline: string   # How long the baseline stays in the routes after the end [default: 24h]
    --label: string           # Label of this run, such as one that goes by windows (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --stages: string          # Weights in percent, and approvals between them: 5,25,approve,100 [default: 5,25,50,100]; several approvals need names: 5,approve=early,25,approve=late,100
    --hold: string            # How long each weight is held and judged [default: 5m]
    --max-hold: string        # How long it may be held while a gate cannot tell [default: three times --hold]
    --mode: string@"nu-complete weir canary plan mode" # Who drives the rollout
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary plan output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary plan color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary plan auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...routes: string         # Routes, such as rt/cart/main; all of them move together
  ]

  def "nu-complete weir canary start on_loss" [] {
    [ "continue" "hold" "rollback" ]
  }

  def "nu-complete weir canary start mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary start on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary start output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary start color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary start auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Begin a rollout and watch it; the exit code says where the traffic is
  export extern "weir canary start" [
    --spec: path              # File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input
    --to: string              # Node that is to get the traffic: NODE or NODE:PORT
    --from: string            # Node that has the traffic [default: the one other node that has some]
    --keep-others             # Further nodes of the routes keep their weights
    --name: string            # Name of the rollout [default: that of the node that is to get the traffic]
    --gate: string            # What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)
    --min-requests: string    # How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]
    --acks: string            # Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]
    --verify-within: string   # How long it may take until new weights are confirmed [default: 60s]
    --settle: string          # How long after that until what is measured counts [default: 20s]
    --interval: string        # How often gates are asked [default: 10s]
    --budget: string          # Most requests that may fail above the baseline's share, over the whole rollout
    --on-loss: string@"nu-complete weir canary start on_loss" # What happens when whoever started it is silent for too long [default: hold, or continue with --detach]
    --deadline: string        # How long it may take until the last weight; then it is rolled back [default: 24h]
    --keep-baseline: string   # How long the baseline stays in the routes after the end [default: 24h]
    --label: string           # Label of this run, such as one that goes by windows (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --stages: string          # Weights in percent, and approvals between them: 5,25,approve,100 [default: 5,25,50,100]; several approvals need names: 5,approve=early,25,approve=late,100
    --hold: string            # How long each weight is held and judged [default: 5m]
    --max-hold: string        # How long it may be held while a gate cannot tell [default: three times --hold]
    --mode: string@"nu-complete weir canary start mode" # Who drives the rollout
    --dry-run                 # Show what would be written, and write nothing
    --confirm: string         # Answer to the question of a protected context: its name
    --detach                  # Leave the rollout to the control plane and watch nothing
    --wait: string            # Watch until: done, hold, or stage:N for as long as N stages are not done
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary start on_signal" # What a signal means; on a terminal the first Ctrl-C asks
    --force-unlocked          # Go on where two drivers cannot be kept apart
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary start output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary start color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary start auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...routes: string         # Routes, such as rt/cart/main; all of them move together
  ]

  def "nu-complete weir canary status mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary status output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary status color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary status auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show how a rollout stands; the exit code says where its traffic is
  export extern "weir canary status" [
    --mode: string@"nu-complete weir canary status mode" # Where the rollout is looked for
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary status output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary status color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary status auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary watch mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary watch output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary watch color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary watch auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Watch a rollout; the exit code says where its traffic is
  export extern "weir canary watch" [
    --mode: string@"nu-complete weir canary watch mode" # Where the rollout is looked for
    --wait: string            # Watch until: done, hold, or stage:N for as long as N stages are not done
    --timeout: string         # How long to watch at most; the rollout goes on
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary watch output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary watch color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary watch auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary approve mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary approve on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary approve output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary approve color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary approve auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Give an approval that a rollout waits for
  export extern "weir canary approve" [
    --gate: string            # Which approval: its name, or the number that tells it from the next one
    --mode: string@"nu-complete weir canary approve mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary approve on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary approve output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary approve color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary approve auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary deny mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary deny on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary deny output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary deny color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary deny auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Refuse an approval that a rollout waits for; the traffic goes back to the baseline
  export extern "weir canary deny" [
    --gate: string            # Which approval: its name, or the number that tells it from the next one
    --mode: string@"nu-complete weir canary deny mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary deny on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary deny output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary deny color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary deny auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary pause mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary pause on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary pause output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary pause color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary pause auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Leave the traffic as it is until somebody resumes the rollout
  export extern "weir canary pause" [
    --mode: string@"nu-complete weir canary pause mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary pause on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary pause output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary pause color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary pause auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary resume mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary resume on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary resume output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary resume color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary resume auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Go on with a rollout that is held, or that nobody drives any more
  export extern "weir canary resume" [
    --reassert                # Write the weights of the rollout over those that somebody else wrote
    --adopt                   # Take the weights that somebody else wrote, and go on from there
    --mode: string@"nu-complete weir canary resume mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary resume on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary resume output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary resume color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary resume auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary promote mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary promote on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary promote output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary promote color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary promote auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Go to the last weight at once, without further gates
  export extern "weir canary promote" [
    --skip-gates              # Say that no gate is to be asked any more
    --reason: string          # Why; it is kept with the rollout
    --confirm: string         # Answer to the question of a protected context: its name
    --mode: string@"nu-complete weir canary promote mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary promote on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary promote output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary promote color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary promote auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary abort mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary abort on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary abort output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary abort color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary abort auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take all traffic back to the baseline now; it needs neither spec nor metrics
  export extern "weir canary abort" [
    --reason: string          # Why; it is kept with the rollout
    --mode: string@"nu-complete weir canary abort mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary abort on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary abort output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary abort color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary abort auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary finish mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary finish on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir canary finish output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary finish color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary finish auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take the baseline out of the routes, once it gets no requests and was kept for long enough
  export extern "weir canary finish" [
    --force: string           # Do it at once, for this reason; it is kept with the rollout
    --mode: string@"nu-complete weir canary finish mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir canary finish on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary finish output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary finish color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary finish auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary history mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary history output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary history color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary history auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List the rollouts that are known, or everything that one announced
  export extern "weir canary history" [
    --mode: string@"nu-complete weir canary history mode" # Where rollouts are looked for
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary history output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary history color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary history auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir canary reap mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir canary reap output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir canary reap color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir canary reap auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Have rollouts whose driver is gone do what their `onLoss` says
  export extern "weir canary reap" [
    --mode: string@"nu-complete weir canary reap mode" # Where rollouts are looked for
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir canary reap output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir canary reap color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir canary reap auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir canary help" [
  ]

  # Show every write that a rollout would do, and what is in its way; nothing is written
  export extern "weir canary help plan" [
  ]

  # Begin a rollout and watch it; the exit code says where the traffic is
  export extern "weir canary help start" [
  ]

  # Show how a rollout stands; the exit code says where its traffic is
  export extern "weir canary help status" [
  ]

  # Watch a rollout; the exit code says where its traffic is
  export extern "weir canary help watch" [
  ]

  # Give an approval that a rollout waits for
  export extern "weir canary help approve" [
  ]

  # Refuse an approval that a rollout waits for; the traffic goes back to the baseline
  export extern "weir canary help deny" [
  ]

  # Leave the traffic as it is until somebody resumes the rollout
  export extern "weir canary help pause" [
  ]

  # Go on with a rollout that is held, or that nobody drives any more
  export extern "weir canary help resume" [
  ]

  # Go to the last weight at once, without further gates
  export extern "weir canary help promote" [
  ]

  # Take all traffic back to the baseline now; it needs neither spec nor metrics
  export extern "weir canary help abort" [
  ]

  # Take the baseline out of the routes, once it gets no requests and was kept for long enough
  export extern "weir canary help finish" [
  ]

  # List the rollouts that are known, or everything that one announced
  export extern "weir canary help history" [
  ]

  # Have rollouts whose driver is gone do what their `onLoss` says
  export extern "weir canary help reap" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir canary help help" [
  ]

  def "nu-complete weir blue-green output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Check a new version without traffic, then switch to it, and back if need be
  export extern "weir blue-green" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir blue-green plan on_loss" [] {
    [ "continue" "hold" "rollback" ]
  }

  def "nu-complete weir blue-green plan switch" [] {
    [ "instant" "manual" ]
  }

  def "nu-complete weir blue-green plan mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green plan output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green plan color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green plan auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show every write that a rollout would do, and what is in its way; nothing is written
  export extern "weir blue-green plan" [
    --spec: path              # File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input
    --to: string              # Node that is to get the traffic: NODE or NODE:PORT
    --from: string            # Node that has the traffic [default: the one other node that has some]
    --keep-others             # Further nodes of the routes keep their weights
    --name: string            # Name of the rollout [default: that of the node that is to get the traffic]
    --gate: string            # What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)
    --min-requests: string    # How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]
    --acks: string            # Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]
    --verify-within: string   # How long it may take until new weights are confirmed [default: 60s]
    --settle: string          # How long after that until what is measured counts [default: 20s]
    --interval: string        # How often gates are asked [default: 10s]
    --budget: string          # Most requests that may fail above the baseline's share, over the whole rollout
    --on-loss: string@"nu-complete weir blue-green plan on_loss" # What happens when whoever started it is silent for too long [default: hold, or continue with --detach]
    --deadline: string        # How long it may take until the last weight; then it is rolled back [default: 24h]
    --keep-baseline: string   # How long the baseline stays in the routes after the end [default: 24h]
    --label: string           # Label of this run, such as one that goes by windows (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --preview: string         # Requests with this header reach the new node before the switch: HEADER=VALUE
    --smoke: string           # Command, or address to POST to, that must succeed before the switch
    --switch: string@"nu-complete weir blue-green plan switch" # When to switch: at once, or after `weir blue-green switch` [default: instant]
    --bake: string            # How long the new node is judged after the switch [default: 10m]
    --mode: string@"nu-complete weir blue-green plan mode" # Who drives the rollout
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green plan output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green plan color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green plan auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...routes: string         # Routes, such as rt/cart/main; all of them move together
  ]

  def "nu-complete weir blue-green start on_loss" [] {
    [ "continue" "hold" "rollback" ]
  }

  def "nu-complete weir blue-green start switch" [] {
    [ "instant" "manual" ]
  }

  def "nu-complete weir blue-green start mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green start on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green start output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green start color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green start auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Begin a rollout and watch it; the exit code says where the traffic is
  export extern "weir blue-green start" [
    --spec: path              # File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input
    --to: string              # Node that is to get the traffic: NODE or NODE:PORT
    --from: string            # Node that has the traffic [default: the one other node that has some]
    --keep-others             # Further nodes of the routes keep their weights
    --name: string            # Name of the rollout [default: that of the node that is to get the traffic]
    --gate: string            # What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)
    --min-requests: string    # How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]
    --acks: string            # Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]
    --verify-within: string   # How long it may take until new weights are confirmed [default: 60s]
    --settle: string          # How long after that until what is measured counts [default: 20s]
    --interval: string        # How often gates are asked [default: 10s]
    --budget: string          # Most requests that may fail above the baseline's share, over the whole rollout
    --on-loss: string@"nu-complete weir blue-green start on_loss" # What happens when whoever started it is silent for too long [default: hold, or continue with --detach]
    --deadline: string        # How long it may take until the last weight; then it is rolled back [default: 24h]
    --keep-baseline: string   # How long the baseline stays in the routes after the end [default: 24h]
    --label: string           # Label of this run, such as one that goes by windows (can be repeated)
    --var: string             # Value of a variable in the documents (can be repeated)
    --secret-var: string      # The same, and the value is never shown (can be repeated)
    --var-file: path          # File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    --env-subst: string       # Which environment variables are values: on, off, or allow=A,B
    --preview: string         # Requests with this header reach the new node before the switch: HEADER=VALUE
    --smoke: string           # Command, or address to POST to, that must succeed before the switch
    --switch: string@"nu-complete weir blue-green start switch" # When to switch: at once, or after `weir blue-green switch` [default: instant]
    --bake: string            # How long the new node is judged after the switch [default: 10m]
    --mode: string@"nu-complete weir blue-green start mode" # Who drives the rollout
    --dry-run                 # Show what would be written, and write nothing
    --confirm: string         # Answer to the question of a protected context: its name
    --detach                  # Leave the rollout to the control plane and watch nothing
    --wait: string            # Watch until: done, hold, or stage:N for as long as N stages are not done
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green start on_signal" # What a signal means; on a terminal the first Ctrl-C asks
    --force-unlocked          # Go on where two drivers cannot be kept apart
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green start output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green start color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green start auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...routes: string         # Routes, such as rt/cart/main; all of them move together
  ]

  def "nu-complete weir blue-green status mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green status output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green status color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green status auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show how a rollout stands; the exit code says where its traffic is
  export extern "weir blue-green status" [
    --mode: string@"nu-complete weir blue-green status mode" # Where the rollout is looked for
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green status output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green status color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green status auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green watch mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green watch output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green watch color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green watch auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Watch a rollout; the exit code says where its traffic is
  export extern "weir blue-green watch" [
    --mode: string@"nu-complete weir blue-green watch mode" # Where the rollout is looked for
    --wait: string            # Watch until: done, hold, or stage:N for as long as N stages are not done
    --timeout: string         # How long to watch at most; the rollout goes on
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green watch output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green watch color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green watch auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green approve mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green approve on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green approve output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green approve color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green approve auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Give an approval that a rollout waits for
  export extern "weir blue-green approve" [
    --gate: string            # Which approval: its name, or the number that tells it from the next one
    --mode: string@"nu-complete weir blue-green approve mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green approve on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green approve output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green approve color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green approve auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green deny mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green deny on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green deny output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green deny color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green deny auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Refuse an approval that a rollout waits for; the traffic goes back to the baseline
  export extern "weir blue-green deny" [
    --gate: string            # Which approval: its name, or the number that tells it from the next one
    --mode: string@"nu-complete weir blue-green deny mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green deny on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green deny output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green deny color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green deny auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green pause mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green pause on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green pause output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green pause color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green pause auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Leave the traffic as it is until somebody resumes the rollout
  export extern "weir blue-green pause" [
    --mode: string@"nu-complete weir blue-green pause mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green pause on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green pause output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green pause color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green pause auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green resume mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green resume on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green resume output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green resume color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green resume auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Go on with a rollout that is held, or that nobody drives any more
  export extern "weir blue-green resume" [
    --reassert                # Write the weights of the rollout over those that somebody else wrote
    --adopt                   # Take the weights that somebody else wrote, and go on from there
    --mode: string@"nu-complete weir blue-green resume mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green resume on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green resume output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green resume color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green resume auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green switch mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green switch on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green switch output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green switch color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green switch auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Switch all traffic to the new node, if the rollout waits before its switch
  export extern "weir blue-green switch" [
    --skip-gates: string      # Switch though gates and hooks have not said yes, for this reason
    --confirm: string         # Answer to the question of a protected context: its name
    --mode: string@"nu-complete weir blue-green switch mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green switch on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green switch output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green switch color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green switch auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green switch-back mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green switch-back on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green switch-back output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green switch-back color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green switch-back auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take all traffic back to the old node, after the switch too
  export extern "weir blue-green switch-back" [
    --reason: string          # Why; it is kept with the rollout
    --mode: string@"nu-complete weir blue-green switch-back mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green switch-back on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green switch-back output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green switch-back color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green switch-back auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green abort mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green abort on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green abort output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green abort color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green abort auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take all traffic back to the baseline now; it needs neither spec nor metrics
  export extern "weir blue-green abort" [
    --reason: string          # Why; it is kept with the rollout
    --mode: string@"nu-complete weir blue-green abort mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green abort on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green abort output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green abort color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green abort auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green finish mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green finish on_signal" [] {
    [ "rollback" "hold" "detach" ]
  }

  def "nu-complete weir blue-green finish output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green finish color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green finish auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Take the baseline out of the routes, once it gets no requests and was kept for long enough
  export extern "weir blue-green finish" [
    --force: string           # Do it at once, for this reason; it is kept with the rollout
    --mode: string@"nu-complete weir blue-green finish mode" # Where the rollout is looked for
    --watch                   # Watch the rollout afterwards; the exit code then says where the traffic is
    --timeout: string         # How long to watch at most; the rollout goes on
    --on-signal: string@"nu-complete weir blue-green finish on_signal" # What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    --events: path            # Add every event to FILE, one JSON object a line; `-` is stdout
    --junit: path             # Write a `JUnit` report: a suite for each stage, a case for each gate
    --summary: path           # Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    --dotenv: path            # Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green finish output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green finish color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green finish auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green history mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green history output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green history color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green history auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List the rollouts that are known, or everything that one announced
  export extern "weir blue-green history" [
    --mode: string@"nu-complete weir blue-green history mode" # Where rollouts are looked for
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green history output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green history color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green history auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    rollout?: string          # Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is only one
  ]

  def "nu-complete weir blue-green reap mode" [] {
    [ "auto" "server" "client" ]
  }

  def "nu-complete weir blue-green reap output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir blue-green reap color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir blue-green reap auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Have rollouts whose driver is gone do what their `onLoss` says
  export extern "weir blue-green reap" [
    --mode: string@"nu-complete weir blue-green reap mode" # Where rollouts are looked for
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir blue-green reap output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir blue-green reap color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir blue-green reap auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir blue-green help" [
  ]

  # Show every write that a rollout would do, and what is in its way; nothing is written
  export extern "weir blue-green help plan" [
  ]

  # Begin a rollout and watch it; the exit code says where the traffic is
  export extern "weir blue-green help start" [
  ]

  # Show how a rollout stands; the exit code says where its traffic is
  export extern "weir blue-green help status" [
  ]

  # Watch a rollout; the exit code says where its traffic is
  export extern "weir blue-green help watch" [
  ]

  # Give an approval that a rollout waits for
  export extern "weir blue-green help approve" [
  ]

  # Refuse an approval that a rollout waits for; the traffic goes back to the baseline
  export extern "weir blue-green help deny" [
  ]

  # Leave the traffic as it is until somebody resumes the rollout
  export extern "weir blue-green help pause" [
  ]

  # Go on with a rollout that is held, or that nobody drives any more
  export extern "weir blue-green help resume" [
  ]

  # Switch all traffic to the new node, if the rollout waits before its switch
  export extern "weir blue-green help switch" [
  ]

  # Take all traffic back to the old node, after the switch too
  export extern "weir blue-green help switch-back" [
  ]

  # Take all traffic back to the baseline now; it needs neither spec nor metrics
  export extern "weir blue-green help abort" [
  ]

  # Take the baseline out of the routes, once it gets no requests and was kept for long enough
  export extern "weir blue-green help finish" [
  ]

  # List the rollouts that are known, or everything that one announced
  export extern "weir blue-green help history" [
  ]

  # Have rollouts whose driver is gone do what their `onLoss` says
  export extern "weir blue-green help reap" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir blue-green help help" [
  ]

  def "nu-complete weir instance output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir instance color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir instance auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List, register and deregister instances of Cloud Map services
  export extern "weir instance" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir instance color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir instance auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir instance list output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir instance list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir instance list auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List instances
  export extern "weir instance list" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance list output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir instance list color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir instance list auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    of?: string               # Only those of this namespace or service: NAMESPACE or NAMESPACE/SERVICE
  ]

  def "nu-complete weir instance register output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir instance register color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir instance register auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Register an instance, or replace the one of that id
  export extern "weir instance register" [
    --ipv4: string            # Its IPv4 address
    --ipv6: string            # Its IPv6 address
    --port: string            # Its port; without one, that of the node's listener
    --attribute: string       # An attribute, by which nodes choose their instances (can be repeated)
    --unhealthy               # It gets no traffic
    --confirm: string         # Answer to the question of a protected context: its name
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance register output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir instance register color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir instance register auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    service: string           # Service, as virtual nodes name it
    id: string                # Id of the instance
  ]

  def "nu-complete weir instance deregister output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir instance deregister color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir instance deregister auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Deregister an instance
  export extern "weir instance deregister" [
    --confirm: string         # Answer to the question of a protected context: its name
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir instance deregister output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir instance deregister color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir instance deregister auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
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
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir serve color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir serve auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Run the control plane on an address
  export extern "weir serve" [
    --listen: string          # Address to listen on: HOST:PORT or unix:/PATH (can be repeated)
    --xds-listen: string      # Address for proxies only: HOST:PORT or unix:/PATH (can be repeated); proxies are also served where --listen says
    --account-id: string      # Account that owns everything in a new store [default: 000000000000]
    --region: string          # Region in the ARNs of a new store [default: us-east-1]
    --drain-timeout: string   # How long requests under way may take at the end
    --allow-hook-programs     # Let rollouts that are started over TCP run programs on this machine as hooks
    --log-format: string@"nu-complete weir serve log_format" # Form of the log on stderr; WEIR_LOG sets what is logged, such as debug
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir serve output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir serve color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir serve auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir proxy output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir proxy color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir proxy auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Set up the proxies of a mesh, and see how they follow
  export extern "weir proxy" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir proxy color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir proxy auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
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
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir proxy bootstrap color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir proxy bootstrap auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
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
    --telemetry-interval: string # How often the proxy tells the control plane of its traffic, from 100ms to 5s [default: 1s]
    --no-telemetry            # Tell the control plane nothing of the traffic; rollouts cannot judge by it then
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
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy bootstrap output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir proxy bootstrap color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir proxy bootstrap auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    resource?: string         # Virtual node or gateway, such as vn/cart or vg/edge (`APPMESH_RESOURCE_ARN`)
  ]

  def "nu-complete weir proxy list output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir proxy list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir proxy list auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List the connected proxies
  export extern "weir proxy list" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy list output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir proxy list color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir proxy list auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir proxy status output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir proxy status color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir proxy status auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show how far connected proxies are, and what they rejected; exit 1 unless all are synced
  export extern "weir proxy status" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir proxy status output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir proxy status color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir proxy status auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
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

  def "nu-complete weir context output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List, use, add, remove and test targets
  export extern "weir context" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir context list output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context list auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # List contexts
  export extern "weir context list" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context list output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context list color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context list auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete weir context use output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context use color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context use auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Use a context from now on; on a terminal one is chosen from the list
  export extern "weir context use" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context use output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context use color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context use auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string
  ]

  def "nu-complete weir context show output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context show auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Show a context, or the one in use
  export extern "weir context show" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context show output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context show color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context show auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string
  ]

  def "nu-complete weir context add output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context add color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context add auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Add a context, made of the flags that say where, how and as whom
  export extern "weir context add" [
    --protected               # Whoever changes it has to type its name
    --skip-test               # Do not ask the control plane whether it answers
    --replace                 # Replace the one of that name
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context add output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context add color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context add auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string
  ]

  def "nu-complete weir context remove output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context remove auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Remove a context
  export extern "weir context remove" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context remove output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context remove color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context remove auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string
  ]

  def "nu-complete weir context test output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir context test color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir context test auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Ask the control plane of a context whether it answers
  export extern "weir context test" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir context test output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir context test color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir context test auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir context help" [
  ]

  # List contexts
  export extern "weir context help list" [
  ]

  # Use a context from now on; on a terminal one is chosen from the list
  export extern "weir context help use" [
  ]

  # Show a context, or the one in use
  export extern "weir context help show" [
  ]

  # Add a context, made of the flags that say where, how and as whom
  export extern "weir context help add" [
  ]

  # Remove a context
  export extern "weir context help remove" [
  ]

  # Ask the control plane of a context whether it answers
  export extern "weir context help test" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir context help help" [
  ]

  def "nu-complete weir completions shell" [] {
    [ "bash" "zsh" "fish" "elvish" "powershell" "nushell" ]
  }

  def "nu-complete weir completions output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir completions auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Print the completion script of a shell
  export extern "weir completions" [
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir completions output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir completions color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir completions auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    shell: string@"nu-complete weir completions shell" # Shell to complete for
  ]

  def "nu-complete weir man output" [] {
    [ "text" "json" "yaml" "name" "wide" "tsv" "csv" "github" "gitlab" "sarif" "junit" "tap" "markdown" ]
  }

  def "nu-complete weir man color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete weir man auth" [] {
    [ "auto" "none" "bearer" "mtls" "sigv4" ]
  }

  # Print a manual page, or write all pages into a folder
  export extern "weir man" [
    --all: path               # Write all pages into this folder instead
    --chdir(-C): path         # Run as if started in this folder
    --context(-c): string     # Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    --endpoint: string        # URL of the control plane; without one, the embedded control plane is used
    --data-dir: path          # Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    --mesh(-m): string        # Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    --output(-o): string@"nu-complete weir man output" # Form of the result on stdout
    --json                    # Same as --output json
    --quiet(-q)               # Say less: no hints and progress; twice: no warnings either
    --color: string@"nu-complete weir man color" # When to use colours
    --no-input                # Never ask; what needs an answer is refused
    --request-timeout: string # How long one request may take [default: 30s]
    --auth: string@"nu-complete weir man auth" # How to say who asks
    --token-file: path        # File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    --client-cert: path       # File with the client's certificate, in PEM
    --client-key: path        # File with the key of the client's certificate, in PEM
    --ca-cert: path           # File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)
    --insecure                # Trust any certificate, and send credentials over plain HTTP
    --proxy: string           # Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    --http-header: string     # Header of every request (can be repeated)
    --profile: string         # Profile of the AWS settings (`AWS_PROFILE`)
    --region: string          # Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    --read-rate: string       # Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    --write-rate: string      # Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    --concurrency: string     # Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    --retries: string         # How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    --no-cache                # Keep no copy of what was read from a control plane, and use none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...command: string        # Command whose page to print; without one, the page of weir itself
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "weir help" [
  ]

  # Check documents, without a control plane unless --online asks for one
  export extern "weir help validate" [
  ]

  # Explain the code of a diagnostic, a field of a kind, or a file of settings
  export extern "weir help explain" [
  ]

  # Print the JSON Schema of a file that weir reads, for editors and other checks
  export extern "weir help schema" [
  ]

  # Show what differs between documents and the control plane
  export extern "weir help diff" [
  ]

  # Show what `weir apply` would do, and in which order
  export extern "weir help plan" [
  ]

  # Show a saved plan or a recorded run
  export extern "weir help show" [
  ]

  # Make the control plane as the documents say, or carry out a saved plan
  export extern "weir help apply" [
  ]

  # Take back what a run did
  export extern "weir help undo" [
  ]

  # List the runs that changed something or tried to, the newest first
  export extern "weir help history" [
  ]

  # Look at the locks of meshes, or break one
  export extern "weir help lock" [
  ]

  # Show who holds which lock
  export extern "weir help lock status" [
  ]

  # Take a lock away, whoever holds it; a run that is still under way stops
  export extern "weir help lock break" [
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

  # Copy all that the control plane holds into a file
  export extern "weir help backup" [
  ]

  # Make a backup the store of the embedded control plane
  export extern "weir help restore" [
  ]

  # Read or set the weights of one route; nothing else of the route changes
  export extern "weir help weights" [
  ]

  # Move traffic to a new version in stages, each held and judged
  export extern "weir help canary" [
  ]

  # Show every write that a rollout would do, and what is in its way; nothing is written
  export extern "weir help canary plan" [
  ]

  # Begin a rollout and watch it; the exit code says where the traffic is
  export extern "weir help canary start" [
  ]

  # Show how a rollout stands; the exit code says where its traffic is
  export extern "weir help canary status" [
  ]

  # Watch a rollout; the exit code says where its traffic is
  export extern "weir help canary watch" [
  ]

  # Give an approval that a rollout waits for
  export extern "weir help canary approve" [
  ]

  # Refuse an approval that a rollout waits for; the traffic goes back to the baseline
  export extern "weir help canary deny" [
  ]

  # Leave the traffic as it is until somebody resumes the rollout
  export extern "weir help canary pause" [
  ]

  # Go on with a rollout that is held, or that nobody drives any more
  export extern "weir help canary resume" [
  ]

  # Go to the last weight at once, without further gates
  export extern "weir help canary promote" [
  ]

  # Take all traffic back to the baseline now; it needs neither spec nor metrics
  export extern "weir help canary abort" [
  ]

  # Take the baseline out of the routes, once it gets no requests and was kept for long enough
  export extern "weir help canary finish" [
  ]

  # List the rollouts that are known, or everything that one announced
  export extern "weir help canary history" [
  ]

  # Have rollouts whose driver is gone do what their `onLoss` says
  export extern "weir help canary reap" [
  ]

  # Check a new version without traffic, then switch to it, and back if need be
  export extern "weir help blue-green" [
  ]

  # Show every write that a rollout would do, and what is in its way; nothing is written
  export extern "weir help blue-green plan" [
  ]

  # Begin a rollout and watch it; the exit code says where the traffic is
  export extern "weir help blue-green start" [
  ]

  # Show how a rollout stands; the exit code says where its traffic is
  export extern "weir help blue-green status" [
  ]

  # Watch a rollout; the exit code says where its traffic is
  export extern "weir help blue-green watch" [
  ]

  # Give an approval that a rollout waits for
  export extern "weir help blue-green approve" [
  ]

  # Refuse an approval that a rollout waits for; the traffic goes back to the baseline
  export extern "weir help blue-green deny" [
  ]

  # Leave the traffic as it is until somebody resumes the rollout
  export extern "weir help blue-green pause" [
  ]

  # Go on with a rollout that is held, or that nobody drives any more
  export extern "weir help blue-green resume" [
  ]

  # Switch all traffic to the new node, if the rollout waits before its switch
  export extern "weir help blue-green switch" [
  ]

  # Take all traffic back to the old node, after the switch too
  export extern "weir help blue-green switch-back" [
  ]

  # Take all traffic back to the baseline now; it needs neither spec nor metrics
  export extern "weir help blue-green abort" [
  ]

  # Take the baseline out of the routes, once it gets no requests and was kept for long enough
  export extern "weir help blue-green finish" [
  ]

  # List the rollouts that are known, or everything that one announced
  export extern "weir help blue-green history" [
  ]

  # Have rollouts whose driver is gone do what their `onLoss` says
  export extern "weir help blue-green reap" [
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

  # List, use, add, remove and test targets
  export extern "weir help context" [
  ]

  # List contexts
  export extern "weir help context list" [
  ]

  # Use a context from now on; on a terminal one is chosen from the list
  export extern "weir help context use" [
  ]

  # Show a context, or the one in use
  export extern "weir help context show" [
  ]

  # Add a context, made of the flags that say where, how and as whom
  export extern "weir help context add" [
  ]

  # Remove a context
  export extern "weir help context remove" [
  ]

  # Ask the control plane of a context whether it answers
  export extern "weir help context test" [
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
