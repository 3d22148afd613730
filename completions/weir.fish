# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_weir_global_optspecs
    string join \n C/chdir= c/context= endpoint= data-dir= m/mesh= o/output= json q/quiet color= no-input request-timeout= auth= token-file= client-cert= client-key= ca-cert= insecure proxy= http-header= profile= region= read-rate= write-rate= concurrency= retries= no-cache h/help V/version
end

function __fish_weir_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_weir_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_weir_using_subcommand
    set -l cmd (__fish_weir_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c weir -n "__fish_weir_needs_command" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_needs_command" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_needs_command" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_needs_command" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_needs_command" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_needs_command" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_needs_command" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_needs_command" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_needs_command" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_needs_command" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_needs_command" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_needs_command" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_needs_command" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_needs_command" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_needs_command" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_needs_command" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_needs_command" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_needs_command" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_needs_command" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_needs_command" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_needs_command" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_needs_command" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_needs_command" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_needs_command" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_needs_command" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_needs_command" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_needs_command" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_needs_command" -f -a "validate" -d 'Check documents, without a control plane unless --online asks for one'
complete -c weir -n "__fish_weir_needs_command" -f -a "check" -d 'Check documents, without a control plane unless --online asks for one'
complete -c weir -n "__fish_weir_needs_command" -f -a "lint" -d 'Check documents, without a control plane unless --online asks for one'
complete -c weir -n "__fish_weir_needs_command" -f -a "explain" -d 'Explain the code of a diagnostic, a field of a kind, or a file of settings'
complete -c weir -n "__fish_weir_needs_command" -f -a "schema" -d 'Print the JSON Schema of a file that weir reads, for editors and other checks'
complete -c weir -n "__fish_weir_needs_command" -f -a "diff" -d 'Show what differs between documents and the control plane'
complete -c weir -n "__fish_weir_needs_command" -f -a "plan" -d 'Show what `weir apply` would do, and in which order'
complete -c weir -n "__fish_weir_needs_command" -f -a "show" -d 'Show a saved plan or a recorded run'
complete -c weir -n "__fish_weir_needs_command" -f -a "apply" -d 'Make the control plane as the documents say, or carry out a saved plan'
complete -c weir -n "__fish_weir_needs_command" -f -a "undo" -d 'Take back what a run did'
complete -c weir -n "__fish_weir_needs_command" -f -a "history" -d 'List the runs that changed something or tried to, the newest first'
complete -c weir -n "__fish_weir_needs_command" -f -a "lock" -d 'Look at the locks of meshes, or break one'
complete -c weir -n "__fish_weir_needs_command" -f -a "delete" -d 'Delete resources, in safe order'
complete -c weir -n "__fish_weir_needs_command" -f -a "get" -d 'List resources of a kind'
complete -c weir -n "__fish_weir_needs_command" -f -a "describe" -d 'Show one resource: spec, metadata, tags, and what it has to do with others'
complete -c weir -n "__fish_weir_needs_command" -f -a "tree" -d 'Show what leads where: gateways and services down to nodes'
complete -c weir -n "__fish_weir_needs_command" -f -a "trace" -d 'Show where a request goes: routes tried, targets, timeouts, retries'
complete -c weir -n "__fish_weir_needs_command" -f -a "dump" -d 'Write what is on the control plane as documents that can be applied again'
complete -c weir -n "__fish_weir_needs_command" -f -a "backup" -d 'Copy all that the control plane holds into a file'
complete -c weir -n "__fish_weir_needs_command" -f -a "restore" -d 'Make a backup the store of the embedded control plane'
complete -c weir -n "__fish_weir_needs_command" -f -a "weights" -d 'Read or set the weights of one route; nothing else of the route changes'
complete -c weir -n "__fish_weir_needs_command" -f -a "canary" -d 'Move traffic to a new version in stages, each held and judged'
complete -c weir -n "__fish_weir_needs_command" -f -a "blue-green" -d 'Check a new version without traffic, then switch to it, and back if need be'
complete -c weir -n "__fish_weir_needs_command" -f -a "instance" -d 'List, register and deregister instances of Cloud Map services'
complete -c weir -n "__fish_weir_needs_command" -f -a "serve" -d 'Run the control plane on an address'
complete -c weir -n "__fish_weir_needs_command" -f -a "proxy" -d 'Set up the proxies of a mesh, and see how they follow'
complete -c weir -n "__fish_weir_needs_command" -f -a "context" -d 'List, use, add, remove and test targets'
complete -c weir -n "__fish_weir_needs_command" -f -a "ctx" -d 'List, use, add, remove and test targets'
complete -c weir -n "__fish_weir_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c weir -n "__fish_weir_needs_command" -f -a "man" -d 'Print a manual page, or write all pages into a folder'
complete -c weir -n "__fish_weir_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand validate" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l include -d 'Of the files in folders, only those that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l exclude -d 'Leave out files and folders within folders that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l overlay -d 'Folder with changes to the documents, or its name in weir.toml (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l deny -d 'Count findings of these codes as errors (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l warn -d 'Count findings of these codes as warnings (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l allow -d 'Leave out findings of these codes (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l fail-on -d 'Least severity that makes the exit code 1 [default: error]' -r -f -a "error\t''
warning\t''
info\t''
hint\t''"
complete -c weir -n "__fish_weir_using_subcommand validate" -l show -d 'Least severity that is shown' -r -f -a "error\t''
warning\t''
info\t''
hint\t''"
complete -c weir -n "__fish_weir_using_subcommand validate" -l fix -d 'Put right what can be put right, in the files: what is certain, or guesses too' -r -f -a "safe\t'What is certain'
unsafe\t'What is a guess, too'"
complete -c weir -n "__fish_weir_using_subcommand validate" -l baseline -d 'Leave out what stands in this file of known findings' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l max-problems -d 'Show the first N problems and count the rest; 0 shows all' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l changed-since -d 'Tell only of files that changed since a revision of git; all are read' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l report -d 'Write the result to a file too, as one of this command\'s formats (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand validate" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand validate" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand validate" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand validate" -l online -d 'Judge the documents together with what is on the control plane'
complete -c weir -n "__fish_weir_using_subcommand validate" -l strict -d 'Count warnings as errors'
complete -c weir -n "__fish_weir_using_subcommand validate" -l write-baseline -d 'Write what is found into the baseline'
complete -c weir -n "__fish_weir_using_subcommand validate" -l list-rules -d 'List all codes that can be found, and look at no documents'
complete -c weir -n "__fish_weir_using_subcommand validate" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand validate" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand validate" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand validate" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand validate" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand validate" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand check" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l include -d 'Of the files in folders, only those that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l exclude -d 'Leave out files and folders within folders that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l overlay -d 'Folder with changes to the documents, or its name in weir.toml (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l deny -d 'Count findings of these codes as errors (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l warn -d 'Count findings of these codes as warnings (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l allow -d 'Leave out findings of these codes (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l fail-on -d 'Least severity that makes the exit code 1 [default: error]' -r -f -a "error\t''
warning\t''
info\t''
hint\t''"
complete -c weir -n "__fish_weir_using_subcommand check" -l show -d 'Least severity that is shown' -r -f -a "error\t''
warning\t''
info\t''
hint\t''"
complete -c weir -n "__fish_weir_using_subcommand check" -l fix -d 'Put right what can be put right, in the files: what is certain, or guesses too' -r -f -a "safe\t'What is certain'
unsafe\t'What is a guess, too'"
complete -c weir -n "__fish_weir_using_subcommand check" -l baseline -d 'Leave out what stands in this file of known findings' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l max-problems -d 'Show the first N problems and count the rest; 0 shows all' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l changed-since -d 'Tell only of files that changed since a revision of git; all are read' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l report -d 'Write the result to a file too, as one of this command\'s formats (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand check" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand check" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand check" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand check" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand check" -l online -d 'Judge the documents together with what is on the control plane'
complete -c weir -n "__fish_weir_using_subcommand check" -l strict -d 'Count warnings as errors'
complete -c weir -n "__fish_weir_using_subcommand check" -l write-baseline -d 'Write what is found into the baseline'
complete -c weir -n "__fish_weir_using_subcommand check" -l list-rules -d 'List all codes that can be found, and look at no documents'
complete -c weir -n "__fish_weir_using_subcommand check" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand check" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand check" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand check" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand check" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand check" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand lint" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l include -d 'Of the files in folders, only those that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l exclude -d 'Leave out files and folders within folders that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l overlay -d 'Folder with changes to the documents, or its name in weir.toml (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l deny -d 'Count findings of these codes as errors (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l warn -d 'Count findings of these codes as warnings (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l allow -d 'Leave out findings of these codes (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l fail-on -d 'Least severity that makes the exit code 1 [default: error]' -r -f -a "error\t''
warning\t''
info\t''
hint\t''"
complete -c weir -n "__fish_weir_using_subcommand lint" -l show -d 'Least severity that is shown' -r -f -a "error\t''
warning\t''
info\t''
hint\t''"
complete -c weir -n "__fish_weir_using_subcommand lint" -l fix -d 'Put right what can be put right, in the files: what is certain, or guesses too' -r -f -a "safe\t'What is certain'
unsafe\t'What is a guess, too'"
complete -c weir -n "__fish_weir_using_subcommand lint" -l baseline -d 'Leave out what stands in this file of known findings' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l max-problems -d 'Show the first N problems and count the rest; 0 shows all' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l changed-since -d 'Tell only of files that changed since a revision of git; all are read' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l report -d 'Write the result to a file too, as one of this command\'s formats (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand lint" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand lint" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand lint" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand lint" -l online -d 'Judge the documents together with what is on the control plane'
complete -c weir -n "__fish_weir_using_subcommand lint" -l strict -d 'Count warnings as errors'
complete -c weir -n "__fish_weir_using_subcommand lint" -l write-baseline -d 'Write what is found into the baseline'
complete -c weir -n "__fish_weir_using_subcommand lint" -l list-rules -d 'List all codes that can be found, and look at no documents'
complete -c weir -n "__fish_weir_using_subcommand lint" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand lint" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand lint" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand lint" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand lint" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand lint" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand explain" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand explain" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand explain" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand explain" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l list -d 'List all codes and topics'
complete -c weir -n "__fish_weir_using_subcommand explain" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand explain" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand explain" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand explain" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand explain" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand explain" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand schema" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand schema" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand schema" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand schema" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand schema" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand schema" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand schema" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand schema" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand schema" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand schema" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand schema" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand schema" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand schema" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand schema" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand schema" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand schema" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand diff" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l include -d 'Of the files in folders, only those that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l exclude -d 'Leave out files and folders within folders that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l overlay -d 'Folder with changes to the documents, or its name in weir.toml (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l against -d 'What the documents are held against: live, a path, git:REF, run:ID, or the file of a plan' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l format -d 'How differences are shown' -r -f -a "structured\t'Field by field'
unified\t'A patch of JSON documents'
side-by-side\t'Both documents beside one another'
summary\t'One line a resource'
json-patch\t'JSON patches (RFC 6902)'"
complete -c weir -n "__fish_weir_using_subcommand diff" -s U -l context-lines -d 'Lines around a change (unified and side-by-side)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l set -d 'Set whose resources --prune would delete' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l target -d 'Only resources whose address fits, such as vn/cart-* (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l except -d 'Leave out resources whose address fits (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l report -d 'Write the result to a file too, as one of this command\'s formats (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand diff" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand diff" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand diff" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand diff" -l show-defaults -d 'Show differences too between a default and its absence'
complete -c weir -n "__fish_weir_using_subcommand diff" -l show-all -d 'Show fields too that do not differ'
complete -c weir -n "__fish_weir_using_subcommand diff" -l show-secrets -d 'Show secrets; into files and pipes only with `WEIR_SHOW_SECRETS=1`'
complete -c weir -n "__fish_weir_using_subcommand diff" -l prune -d 'Show what `weir apply --prune` would delete'
complete -c weir -n "__fish_weir_using_subcommand diff" -l exit-zero -d 'Answer exit code 0 where there are differences too'
complete -c weir -n "__fish_weir_using_subcommand diff" -l detailed-exitcode -d 'Answer exit code 2 where there are differences, and 1 for any error'
complete -c weir -n "__fish_weir_using_subcommand diff" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand diff" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand diff" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand diff" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand diff" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand diff" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand plan" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l include -d 'Of the files in folders, only those that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l exclude -d 'Leave out files and folders within folders that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l overlay -d 'Folder with changes to the documents, or its name in weir.toml (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -s O -l out -d 'Save the plan; `weir apply FILE` does exactly that' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l set -d 'Set to which everything belongs that is created or updated' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l max-deletes -d 'The most resources to prune: a number, or a share of the set such as 30% [default: 10 or 20%, whichever is more, and at most half]' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l target -d 'Only resources whose address fits, such as vn/cart-* (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l except -d 'Leave out resources whose address fits (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l report -d 'Write the result to a file too, as one of this command\'s formats (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand plan" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand plan" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand plan" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand plan" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand plan" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand plan" -l detailed-exitcode -d 'Answer exit code 2 where there is something to do, and 1 for any error'
complete -c weir -n "__fish_weir_using_subcommand plan" -l prune -d 'Delete what belongs to the set and is not in the documents'
complete -c weir -n "__fish_weir_using_subcommand plan" -l allow-empty -d 'Prune the whole set if there are no documents'
complete -c weir -n "__fish_weir_using_subcommand plan" -l take-ownership -d 'Take resources over that belong to another set'
complete -c weir -n "__fish_weir_using_subcommand plan" -l take-weights -d 'Set the weights of routes on which a rollout is under way'
complete -c weir -n "__fish_weir_using_subcommand plan" -l allow-disruption -d 'Allow steps between which requests fail'
complete -c weir -n "__fish_weir_using_subcommand plan" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand plan" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand plan" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand plan" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand plan" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand plan" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand show" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand show" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand show" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand show" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand show" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand show" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand show" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand show" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand show" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand show" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand show" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand show" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand show" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand show" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand show" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand show" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand show" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand apply" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l include -d 'Of the files in folders, only those that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l exclude -d 'Leave out files and folders within folders that fit (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l overlay -d 'Folder with changes to the documents, or its name in weir.toml (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l plan -d 'Carry out a saved plan exactly, or refuse' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l resume -d 'Do the rest of a run that was interrupted or failed: its name, or `last`' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l set -d 'Set to which everything belongs that is created or updated' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l max-deletes -d 'The most resources to prune: a number, or a share of the set such as 30% [default: 10 or 20%, whichever is more, and at most half]' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l target -d 'Only resources whose address fits, such as vn/cart-* (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l except -d 'Leave out resources whose address fits (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l on-error -d 'What happens after a step failed' -r -f -a "continue\t'Go on with all that does not need the failed step'
stop\t'Start nothing more'
rollback\t'Start nothing more, and undo what was done'"
complete -c weir -n "__fish_weir_using_subcommand apply" -l message -d 'Why it is done; whoever waits for the lock sees it, and `weir history`' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l lock-timeout -d 'How long to wait for the lock of a mesh that somebody else holds' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l wait -d 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out' -r -f -a "xds\t'The acknowledgement of every connected proxy that depends on the change'"
complete -c weir -n "__fish_weir_using_subcommand apply" -l wait-timeout -d 'How long to wait' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l report -d 'Write the result to a file too, as one of this command\'s formats (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand apply" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand apply" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand apply" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand apply" -l refresh -d 'Plan again for the resources of the saved plan, and show what became of it'
complete -c weir -n "__fish_weir_using_subcommand apply" -l prune -d 'Delete what belongs to the set and is not in the documents'
complete -c weir -n "__fish_weir_using_subcommand apply" -l allow-empty -d 'Prune the whole set if there are no documents'
complete -c weir -n "__fish_weir_using_subcommand apply" -l take-ownership -d 'Take resources over that belong to another set'
complete -c weir -n "__fish_weir_using_subcommand apply" -l take-weights -d 'Set the weights of routes on which a rollout is under way'
complete -c weir -n "__fish_weir_using_subcommand apply" -l allow-disruption -d 'Allow steps between which requests fail'
complete -c weir -n "__fish_weir_using_subcommand apply" -s y -l yes -d 'Do it without asking'
complete -c weir -n "__fish_weir_using_subcommand apply" -l dry-run -d 'Show what would be done, and change nothing'
complete -c weir -n "__fish_weir_using_subcommand apply" -l no-lock -d 'Take no lock, and mind none'
complete -c weir -n "__fish_weir_using_subcommand apply" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand apply" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand apply" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand apply" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand apply" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand apply" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand undo" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l on-error -d 'What happens after a step failed' -r -f -a "continue\t'Go on with all that does not need the failed step'
stop\t'Start nothing more'
rollback\t'Start nothing more, and undo what was done'"
complete -c weir -n "__fish_weir_using_subcommand undo" -l message -d 'Why it is done; whoever waits for the lock sees it, and `weir history`' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l lock-timeout -d 'How long to wait for the lock of a mesh that somebody else holds' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l wait -d 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out' -r -f -a "xds\t'The acknowledgement of every connected proxy that depends on the change'"
complete -c weir -n "__fish_weir_using_subcommand undo" -l wait-timeout -d 'How long to wait' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand undo" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand undo" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand undo" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand undo" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand undo" -l allow-disruption -d 'Allow steps between which requests fail'
complete -c weir -n "__fish_weir_using_subcommand undo" -s y -l yes -d 'Do it without asking'
complete -c weir -n "__fish_weir_using_subcommand undo" -l dry-run -d 'Show what would be done, and change nothing'
complete -c weir -n "__fish_weir_using_subcommand undo" -l no-lock -d 'Take no lock, and mind none'
complete -c weir -n "__fish_weir_using_subcommand undo" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand undo" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand undo" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand undo" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand undo" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand undo" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand history" -l limit -d 'The most runs to list' -r
complete -c weir -n "__fish_weir_using_subcommand history" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand history" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand history" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand history" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand history" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand history" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand history" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand history" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand history" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand history" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand history" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand history" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand history" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand history" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand history" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand history" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand history" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -f -a "status" -d 'Show who holds which lock'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -f -a "break" -d 'Take a lock away, whoever holds it; a run that is still under way stops'
complete -c weir -n "__fish_weir_using_subcommand lock; and not __fish_seen_subcommand_from status break help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from break" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show who holds which lock'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "break" -d 'Take a lock away, whoever holds it; a run that is still under way stops'
complete -c weir -n "__fish_weir_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand delete" -s f -l file -d 'What these documents define (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l on-error -d 'What happens after a step failed' -r -f -a "continue\t'Go on with all that does not need the failed step'
stop\t'Start nothing more'
rollback\t'Start nothing more, and undo what was done'"
complete -c weir -n "__fish_weir_using_subcommand delete" -l message -d 'Why it is done; whoever waits for the lock sees it, and `weir history`' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l lock-timeout -d 'How long to wait for the lock of a mesh that somebody else holds' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand delete" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand delete" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand delete" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l cascade -d 'Delete what still needs them too'
complete -c weir -n "__fish_weir_using_subcommand delete" -l ignore-not-found -d 'What does not exist counts as deleted'
complete -c weir -n "__fish_weir_using_subcommand delete" -s y -l yes -d 'Do it without asking'
complete -c weir -n "__fish_weir_using_subcommand delete" -l dry-run -d 'Show what would be done, and change nothing'
complete -c weir -n "__fish_weir_using_subcommand delete" -l no-lock -d 'Take no lock, and mind none'
complete -c weir -n "__fish_weir_using_subcommand delete" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand delete" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand delete" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand delete" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand delete" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand delete" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand get" -s l -l selector -d 'Only what has these tags: KEY=VALUE, KEY!=VALUE, KEY or !KEY, separated by commas' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l columns -d 'Columns to show, by their headings and separated by commas' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l sort-by -d 'Column to sort by; with a minus in front, the other way round' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l limit -d 'At most so many' -r
complete -c weir -n "__fish_weir_using_subcommand get" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand get" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand get" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand get" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand get" -s A -l all-meshes -d 'In all meshes'
complete -c weir -n "__fish_weir_using_subcommand get" -l no-headers -d 'Without the line of headings'
complete -c weir -n "__fish_weir_using_subcommand get" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand get" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand get" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand get" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand get" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand get" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand describe" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand describe" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand describe" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand describe" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand describe" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand describe" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand describe" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand describe" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand describe" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand tree" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand tree" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand tree" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand tree" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -s i -l inverse -d 'The other way up: who comes to the resource at that address'
complete -c weir -n "__fish_weir_using_subcommand tree" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand tree" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand tree" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand tree" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand tree" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand tree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand tree" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand trace" -s X -l method -d 'Method of HTTP; GET if not given' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -s H -l header -d 'Header, or metadata of gRPC; Host takes the place of the URL\'s host (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l grpc -d 'Call this gRPC method' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -s f -l file -d 'File or folder with documents to look at in place of the control plane (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand trace" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand trace" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand trace" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand trace" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand trace" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand trace" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand trace" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand trace" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand trace" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand dump" -l split -d 'Write one file per resource into this folder, instead of one bundle to stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand dump" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand dump" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand dump" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -s A -l all-meshes -d 'In all meshes'
complete -c weir -n "__fish_weir_using_subcommand dump" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand dump" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand dump" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand dump" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand dump" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand dump" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand dump" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand backup" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand backup" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand backup" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand backup" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand backup" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand backup" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand backup" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand backup" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand backup" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand backup" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand backup" -l force -d 'Overwrite the file if there is one'
complete -c weir -n "__fish_weir_using_subcommand backup" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand backup" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand backup" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand backup" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand backup" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand backup" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand restore" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand restore" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand restore" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand restore" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand restore" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand restore" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand restore" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand restore" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand restore" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand restore" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand restore" -l force -d 'Replace a store that is not empty; it stays beside the new one'
complete -c weir -n "__fish_weir_using_subcommand restore" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand restore" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand restore" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand restore" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand restore" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand restore" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand weights" -l expect -d 'Refuse unless the weights are these now: NODE=WEIGHT, separated by commas' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l message -d 'Why it is done; `weir history` shows it' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l wait -d 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out' -r -f -a "xds\t'The acknowledgement of every connected proxy that depends on the change'"
complete -c weir -n "__fish_weir_using_subcommand weights" -l wait-timeout -d 'How long to wait' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand weights" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand weights" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand weights" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l dry-run -d 'Show what would change, and change nothing'
complete -c weir -n "__fish_weir_using_subcommand weights" -l take-weights -d 'Set them though a rollout is under way on the route'
complete -c weir -n "__fish_weir_using_subcommand weights" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand weights" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand weights" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand weights" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand weights" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand weights" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand weights" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "plan" -d 'Show every write that a rollout would do, and what is in its way; nothing is written'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "start" -d 'Begin a rollout and watch it; the exit code says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "status" -d 'Show how a rollout stands; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "watch" -d 'Watch a rollout; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "approve" -d 'Give an approval that a rollout waits for'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "deny" -d 'Refuse an approval that a rollout waits for; the traffic goes back to the baseline'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "pause" -d 'Leave the traffic as it is until somebody resumes the rollout'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "resume" -d 'Go on with a rollout that is held, or that nobody drives any more'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "promote" -d 'Go to the last weight at once, without further gates'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "abort" -d 'Take all traffic back to the baseline now; it needs neither spec nor metrics'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "finish" -d 'Take the baseline out of the routes, once it gets no requests and was kept for long enough'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "history" -d 'List the rollouts that are known, or everything that one announced'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "reap" -d 'Have rollouts whose driver is gone do what their `onLoss` says'
complete -c weir -n "__fish_weir_using_subcommand canary; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume promote abort finish history reap help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l spec -d 'File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l to -d 'Node that is to get the traffic: NODE or NODE:PORT' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l from -d 'Node that has the traffic [default: the one other node that has some]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l name -d 'Name of the rollout [default: that of the node that is to get the traffic]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l gate -d 'What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l min-requests -d 'How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l acks -d 'Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l verify-within -d 'How long it may take until new weights are confirmed [default: 60s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l settle -d 'How long after that until what is measured counts [default: 20s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l interval -d 'How often gates are asked [default: 10s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l budget -d 'Most requests that may fail above the baseline\'s share, over the whole rollout' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l on-loss -d 'What happens when whoever started it is silent for too long [default: hold, or continue with --detach]' -r -f -a "continue\t''
hold\t''
rollback\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l deadline -d 'How long it may take until the last weight; then it is rolled back [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l keep-baseline -d 'How long the baseline stays in the routes after the end [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l label -d 'Label of this run, such as one that goes by windows (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l stages -d 'Weights in percent, and approvals between them: 5,25,approve,100 [default: 5,25,50,100]; several approvals need names: 5,approve=early,25,approve=late,100' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l hold -d 'How long each weight is held and judged [default: 5m]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l max-hold -d 'How long it may be held while a gate cannot tell [default: three times --hold]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l mode -d 'Who drives the rollout' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l keep-others -d 'Further nodes of the routes keep their weights'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from plan" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l spec -d 'File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l to -d 'Node that is to get the traffic: NODE or NODE:PORT' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l from -d 'Node that has the traffic [default: the one other node that has some]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l name -d 'Name of the rollout [default: that of the node that is to get the traffic]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l gate -d 'What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l min-requests -d 'How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l acks -d 'Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l verify-within -d 'How long it may take until new weights are confirmed [default: 60s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l settle -d 'How long after that until what is measured counts [default: 20s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l interval -d 'How often gates are asked [default: 10s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l budget -d 'Most requests that may fail above the baseline\'s share, over the whole rollout' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l on-loss -d 'What happens when whoever started it is silent for too long [default: hold, or continue with --detach]' -r -f -a "continue\t''
hold\t''
rollback\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l deadline -d 'How long it may take until the last weight; then it is rolled back [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l keep-baseline -d 'How long the baseline stays in the routes after the end [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l label -d 'Label of this run, such as one that goes by windows (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l stages -d 'Weights in percent, and approvals between them: 5,25,approve,100 [default: 5,25,50,100]; several approvals need names: 5,approve=early,25,approve=late,100' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l hold -d 'How long each weight is held and judged [default: 5m]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l max-hold -d 'How long it may be held while a gate cannot tell [default: three times --hold]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l mode -d 'Who drives the rollout' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l wait -d 'Watch until: done, hold, or stage:N for as long as N stages are not done' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l on-signal -d 'What a signal means; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l keep-others -d 'Further nodes of the routes keep their weights'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l dry-run -d 'Show what would be written, and write nothing'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l detach -d 'Leave the rollout to the control plane and watch nothing'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l force-unlocked -d 'Go on where two drivers cannot be kept apart'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from start" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l wait -d 'Watch until: done, hold, or stage:N for as long as N stages are not done' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from watch" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l gate -d 'Which approval: its name, or the number that tells it from the next one' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from approve" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l gate -d 'Which approval: its name, or the number that tells it from the next one' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from deny" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from pause" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l reassert -d 'Write the weights of the rollout over those that somebody else wrote'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l adopt -d 'Take the weights that somebody else wrote, and go on from there'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from resume" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l reason -d 'Why; it is kept with the rollout' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l skip-gates -d 'Say that no gate is to be asked any more'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from promote" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l reason -d 'Why; it is kept with the rollout' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from abort" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l force -d 'Do it at once, for this reason; it is kept with the rollout' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from finish" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l mode -d 'Where rollouts are looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from history" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l mode -d 'Where rollouts are looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from reap" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "plan" -d 'Show every write that a rollout would do, and what is in its way; nothing is written'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "start" -d 'Begin a rollout and watch it; the exit code says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show how a rollout stands; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "watch" -d 'Watch a rollout; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "approve" -d 'Give an approval that a rollout waits for'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "deny" -d 'Refuse an approval that a rollout waits for; the traffic goes back to the baseline'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "pause" -d 'Leave the traffic as it is until somebody resumes the rollout'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "resume" -d 'Go on with a rollout that is held, or that nobody drives any more'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "promote" -d 'Go to the last weight at once, without further gates'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "abort" -d 'Take all traffic back to the baseline now; it needs neither spec nor metrics'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "finish" -d 'Take the baseline out of the routes, once it gets no requests and was kept for long enough'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "history" -d 'List the rollouts that are known, or everything that one announced'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "reap" -d 'Have rollouts whose driver is gone do what their `onLoss` says'
complete -c weir -n "__fish_weir_using_subcommand canary; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "plan" -d 'Show every write that a rollout would do, and what is in its way; nothing is written'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "start" -d 'Begin a rollout and watch it; the exit code says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "status" -d 'Show how a rollout stands; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "watch" -d 'Watch a rollout; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "approve" -d 'Give an approval that a rollout waits for'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "deny" -d 'Refuse an approval that a rollout waits for; the traffic goes back to the baseline'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "pause" -d 'Leave the traffic as it is until somebody resumes the rollout'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "resume" -d 'Go on with a rollout that is held, or that nobody drives any more'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "switch" -d 'Switch all traffic to the new node, if the rollout waits before its switch'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "switch-back" -d 'Take all traffic back to the old node, after the switch too'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "abort" -d 'Take all traffic back to the baseline now; it needs neither spec nor metrics'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "finish" -d 'Take the baseline out of the routes, once it gets no requests and was kept for long enough'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "history" -d 'List the rollouts that are known, or everything that one announced'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "reap" -d 'Have rollouts whose driver is gone do what their `onLoss` says'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and not __fish_seen_subcommand_from plan start status watch approve deny pause resume switch switch-back abort finish history reap help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l spec -d 'File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l to -d 'Node that is to get the traffic: NODE or NODE:PORT' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l from -d 'Node that has the traffic [default: the one other node that has some]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l name -d 'Name of the rollout [default: that of the node that is to get the traffic]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l gate -d 'What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l min-requests -d 'How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l acks -d 'Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l verify-within -d 'How long it may take until new weights are confirmed [default: 60s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l settle -d 'How long after that until what is measured counts [default: 20s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l interval -d 'How often gates are asked [default: 10s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l budget -d 'Most requests that may fail above the baseline\'s share, over the whole rollout' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l on-loss -d 'What happens when whoever started it is silent for too long [default: hold, or continue with --detach]' -r -f -a "continue\t''
hold\t''
rollback\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l deadline -d 'How long it may take until the last weight; then it is rolled back [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l keep-baseline -d 'How long the baseline stays in the routes after the end [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l label -d 'Label of this run, such as one that goes by windows (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l preview -d 'Requests with this header reach the new node before the switch: HEADER=VALUE' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l smoke -d 'Command, or address to POST to, that must succeed before the switch' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l switch -d 'When to switch: at once, or after `weir blue-green switch` [default: instant]' -r -f -a "instant\t''
manual\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l bake -d 'How long the new node is judged after the switch [default: 10m]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l mode -d 'Who drives the rollout' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l keep-others -d 'Further nodes of the routes keep their weights'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from plan" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l spec -d 'File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l to -d 'Node that is to get the traffic: NODE or NODE:PORT' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l from -d 'Node that has the traffic [default: the one other node that has some]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l name -d 'Name of the rollout [default: that of the node that is to get the traffic]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l gate -d 'What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l min-requests -d 'How many requests of the new node a gate needs to tell [default: three divided by the share that may be bad]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l acks -d 'Share of connected proxies that must have acknowledged new weights [default: 95% where there are proxies]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l verify-within -d 'How long it may take until new weights are confirmed [default: 60s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l settle -d 'How long after that until what is measured counts [default: 20s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l interval -d 'How often gates are asked [default: 10s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l budget -d 'Most requests that may fail above the baseline\'s share, over the whole rollout' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l on-loss -d 'What happens when whoever started it is silent for too long [default: hold, or continue with --detach]' -r -f -a "continue\t''
hold\t''
rollback\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l deadline -d 'How long it may take until the last weight; then it is rolled back [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l keep-baseline -d 'How long the baseline stays in the routes after the end [default: 24h]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l label -d 'Label of this run, such as one that goes by windows (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l var -d 'Value of a variable in the documents (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l secret-var -d 'The same, and the value is never shown (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l var-file -d 'File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l env-subst -d 'Which environment variables are values: on, off, or allow=A,B' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l preview -d 'Requests with this header reach the new node before the switch: HEADER=VALUE' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l smoke -d 'Command, or address to POST to, that must succeed before the switch' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l switch -d 'When to switch: at once, or after `weir blue-green switch` [default: instant]' -r -f -a "instant\t''
manual\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l bake -d 'How long the new node is judged after the switch [default: 10m]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l mode -d 'Who drives the rollout' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l wait -d 'Watch until: done, hold, or stage:N for as long as N stages are not done' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l on-signal -d 'What a signal means; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l keep-others -d 'Further nodes of the routes keep their weights'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l dry-run -d 'Show what would be written, and write nothing'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l detach -d 'Leave the rollout to the control plane and watch nothing'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l force-unlocked -d 'Go on where two drivers cannot be kept apart'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from start" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l wait -d 'Watch until: done, hold, or stage:N for as long as N stages are not done' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from watch" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l gate -d 'Which approval: its name, or the number that tells it from the next one' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from approve" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l gate -d 'Which approval: its name, or the number that tells it from the next one' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from deny" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from pause" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l reassert -d 'Write the weights of the rollout over those that somebody else wrote'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l adopt -d 'Take the weights that somebody else wrote, and go on from there'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from resume" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l skip-gates -d 'Switch though gates and hooks have not said yes, for this reason' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l reason -d 'Why; it is kept with the rollout' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from switch-back" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l reason -d 'Why; it is kept with the rollout' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from abort" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l force -d 'Do it at once, for this reason; it is kept with the rollout' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l mode -d 'Where the rollout is looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l timeout -d 'How long to watch at most; the rollout goes on' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l on-signal -d 'What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks' -r -f -a "rollback\t'All traffic goes back to the baseline'
hold\t'The traffic stays as it is until somebody decides'
detach\t'The rollout goes on without this run'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l events -d 'Add every event to FILE, one JSON object a line; `-` is stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l junit -d 'Write a `JUnit` report: a suite for each stage, a case for each gate' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l summary -d 'Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l dotenv -d 'Write id, result, position and weight to FILE as variables, for the jobs that follow in GitLab' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l watch -d 'Watch the rollout afterwards; the exit code then says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from finish" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l mode -d 'Where rollouts are looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from history" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l mode -d 'Where rollouts are looked for' -r -f -a "auto\t'The control plane where it can, else this process'
server\t'The control plane'
client\t'This process; the state is in tags'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from reap" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "plan" -d 'Show every write that a rollout would do, and what is in its way; nothing is written'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "start" -d 'Begin a rollout and watch it; the exit code says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show how a rollout stands; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "watch" -d 'Watch a rollout; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "approve" -d 'Give an approval that a rollout waits for'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "deny" -d 'Refuse an approval that a rollout waits for; the traffic goes back to the baseline'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "pause" -d 'Leave the traffic as it is until somebody resumes the rollout'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "resume" -d 'Go on with a rollout that is held, or that nobody drives any more'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "switch" -d 'Switch all traffic to the new node, if the rollout waits before its switch'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "switch-back" -d 'Take all traffic back to the old node, after the switch too'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "abort" -d 'Take all traffic back to the baseline now; it needs neither spec nor metrics'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "finish" -d 'Take the baseline out of the routes, once it gets no requests and was kept for long enough'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "history" -d 'List the rollouts that are known, or everything that one announced'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "reap" -d 'Have rollouts whose driver is gone do what their `onLoss` says'
complete -c weir -n "__fish_weir_using_subcommand blue-green; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "list" -d 'List instances'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "register" -d 'Register an instance, or replace the one of that id'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "deregister" -d 'Deregister an instance'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l ipv4 -d 'Its IPv4 address' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l ipv6 -d 'Its IPv6 address' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l port -d 'Its port; without one, that of the node\'s listener' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l attribute -d 'An attribute, by which nodes choose their instances (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l unhealthy -d 'It gets no traffic'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l confirm -d 'Answer to the question of a protected context: its name' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from help" -f -a "list" -d 'List instances'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from help" -f -a "register" -d 'Register an instance, or replace the one of that id'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from help" -f -a "deregister" -d 'Deregister an instance'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand serve" -l listen -d 'Address to listen on: HOST:PORT or unix:/PATH (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l xds-listen -d 'Address for proxies only: HOST:PORT or unix:/PATH (can be repeated); proxies are also served where --listen says' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l account-id -d 'Account that owns everything in a new store [default: 000000000000]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l region -d 'Region in the ARNs of a new store [default: us-east-1]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l drain-timeout -d 'How long requests under way may take at the end' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l log-format -d 'Form of the log on stderr; WEIR_LOG sets what is logged, such as debug' -r -f -a "text\t''
json\t''"
complete -c weir -n "__fish_weir_using_subcommand serve" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand serve" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand serve" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand serve" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l allow-hook-programs -d 'Let rollouts that are started over TCP run programs on this machine as hooks'
complete -c weir -n "__fish_weir_using_subcommand serve" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand serve" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand serve" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand serve" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand serve" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand serve" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -f -a "bootstrap" -d 'Print the bootstrap of a node\'s or gateway\'s Envoy (1.40), as YAML or JSON'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -f -a "list" -d 'List the connected proxies'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -f -a "status" -d 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l node-cluster -d 'What the proxy calls itself in statistics and traces; its node id if not given (`APPMESH_RESOURCE_CLUSTER`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l locality -d 'Where the proxy runs' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xds -d 'Address of the control plane as the proxy reaches it: HOST:PORT or unix:/PATH [default: 127.0.0.1:7070] (`APPMESH_XDS_ENDPOINT`, if it is a unix socket)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xds-ca -d 'Use TLS, and trust the authorities in this file' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xds-cert -d 'Certificate to show to the control plane' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xds-key -d 'Key of the certificate' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xds-server-name -d 'Name in the control plane\'s certificate; the host of --xds if not given' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l interception -d 'Whether the system redirects the application\'s traffic to the proxy' -r -f -a "redirect\t'Connections are redirected, as App Mesh had it'
none\t'The proxy binds the ports of the node and of its backends itself'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l address -d 'Address that the proxy binds; every address if not given' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l application -d 'Address of the application; the loopback address if not given' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l ingress-port -d 'Port that inbound traffic is redirected to [default: 15000] (`APPMESH_ENVOY_INGRESS_PORT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l egress-port -d 'Port that outbound traffic is redirected to [default: 15001] (`APPMESH_ENVOY_EGRESS_PORT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l dns-resolver -d 'DNS server to ask in place of the system\'s (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l sds-socket -d 'Unix socket of the server that certificates with an SDS name come from (`APPMESH_SDS_SOCKET_PATH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l admin -d 'Address of Envoy\'s administration: IP:PORT or unix:/PATH [default: 127.0.0.1:9901] (`ENVOY_ADMIN_MODE`; `ENVOY_ADMIN_ACCESS_PORT` for the port)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l telemetry-interval -d 'How often the proxy tells the control plane of its traffic, from 100ms to 5s [default: 1s]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l dogstatsd -d 'Send statistics to a DogStatsD server: IP:PORT (UDP) or unix:/PATH (`ENABLE_ENVOY_DOG_STATSD`, with `STATSD_ADDRESS`, `STATSD_PORT`, `STATSD_SOCKET_PATH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l outlier-log -d 'Write to this file which hosts are ejected and taken back (`ENVOY_OUTLIER_DETECTION_EVENT_LOG_PATH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l tracing -d 'Trace requests (`ENABLE_ENVOY_XRAY_TRACING`, `ENABLE_ENVOY_DATADOG_TRACING`, `ENABLE_ENVOY_JAEGER_TRACING`)' -r -f -a "xray\t''
datadog\t''
jaeger\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l tracing-address -d 'Where traces go, in place of port 2000 (xray, UDP, no names), 8126 (datadog) or 9411 (jaeger) of this machine (`AWS_XRAY_DAEMON_ADDRESS`, `XRAY_DAEMON_PORT`, `DATADOG_TRACER_ADDRESS`, `DATADOG_TRACER_PORT`, `JAEGER_TRACER_ADDRESS`, `JAEGER_TRACER_PORT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l tracing-name -d 'Name of the proxy in traces of xray and datadog (`XRAY_SEGMENT_NAME`, `DD_SERVICE`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xray-rate -d 'Share of the requests that xray traces, from 0 to 1 (`XRAY_SAMPLING_RATE`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l xray-rules -d 'File with the sampling rules of xray, version 2 (`XRAY_SAMPLING_RULE_MANIFEST`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l jaeger-format -d 'Form of the spans for jaeger [default: proto] (`JAEGER_TRACER_VERSION`)' -r -f -a "proto\t''
json\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l sotw -d 'Get everything again with every change, instead of what changed'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l no-admin -d 'Without Envoy\'s administration'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l no-telemetry -d 'Tell the control plane nothing of the traffic; rollouts cannot judge by it then'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l stats-tags -d 'Tag every statistic with the mesh and the node or gateway, as `appmesh.mesh` and `appmesh.virtual_node` or `appmesh.virtual_gateway` (`ENABLE_ENVOY_STATS_TAGS`)'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "bootstrap" -d 'Print the bootstrap of a node\'s or gateway\'s Envoy (1.40), as YAML or JSON'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the connected proxies'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "list" -d 'List contexts'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "use" -d 'Use a context from now on; on a terminal one is chosen from the list'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "show" -d 'Show a context, or the one in use'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "add" -d 'Add a context, made of the flags that say where, how and as whom'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "remove" -d 'Remove a context'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "test" -d 'Ask the control plane of a context whether it answers'
complete -c weir -n "__fish_weir_using_subcommand context; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from use" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l protected -d 'Whoever changes it has to type its name'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l skip-test -d 'Do not ask the control plane whether it answers'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l replace -d 'Replace the one of that name'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from add" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from test" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "list" -d 'List contexts'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "use" -d 'Use a context from now on; on a terminal one is chosen from the list'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a context, or the one in use'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a context, made of the flags that say where, how and as whom'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a context'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "test" -d 'Ask the control plane of a context whether it answers'
complete -c weir -n "__fish_weir_using_subcommand context; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "list" -d 'List contexts'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "use" -d 'Use a context from now on; on a terminal one is chosen from the list'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "show" -d 'Show a context, or the one in use'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "add" -d 'Add a context, made of the flags that say where, how and as whom'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "remove" -d 'Remove a context'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "test" -d 'Ask the control plane of a context whether it answers'
complete -c weir -n "__fish_weir_using_subcommand ctx; and not __fish_seen_subcommand_from list use show add remove test help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from use" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l protected -d 'Whoever changes it has to type its name'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l skip-test -d 'Do not ask the control plane whether it answers'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l replace -d 'Replace the one of that name'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from add" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from test" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "list" -d 'List contexts'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "use" -d 'Use a context from now on; on a terminal one is chosen from the list'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a context, or the one in use'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a context, made of the flags that say where, how and as whom'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a context'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "test" -d 'Ask the control plane of a context whether it answers'
complete -c weir -n "__fish_weir_using_subcommand ctx; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand completions" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand completions" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand completions" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand completions" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand completions" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand completions" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand completions" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand completions" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand completions" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand man" -l all -d 'Write all pages into this folder instead' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -s c -l context -d 'Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
wide\t'A table with more columns (get)'
tsv\t'Lines with tabs between cells (get)'
csv\t'Comma-separated values (get)'
github\t'Workflow commands for annotations (validate)'
gitlab\t'A Code Quality report for `GitLab` (validate)'
sarif\t'SARIF 2.1.0 (validate)'
junit\t'A `JUnit` report with a test case per resource (validate)'
tap\t'Test Anything Protocol with a test per resource (validate)'
markdown\t'For comments on pull requests (validate)'"
complete -c weir -n "__fish_weir_using_subcommand man" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand man" -l request-timeout -d 'How long one request may take [default: 30s]' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l auth -d 'How to say who asks' -r -f -a "auto\t'By what there is: a token, a client certificate, AWS credentials for an `https` or AWS endpoint (on loopback only if the environment or --profile names them), or nothing'
none\t''
bearer\t'A token in the header `Authorization`'
mtls\t'A client certificate'
sigv4\t'Requests signed with AWS credentials'"
complete -c weir -n "__fish_weir_using_subcommand man" -l token-file -d 'File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -l client-cert -d 'File with the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -l client-key -d 'File with the key of the client\'s certificate, in PEM' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -l ca-cert -d 'File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -l proxy -d 'Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l http-header -d 'Header of every request (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l profile -d 'Profile of the AWS settings (`AWS_PROFILE`)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l region -d 'Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l read-rate -d 'Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l write-rate -d 'Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l concurrency -d 'Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l retries -d 'How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand man" -s q -l quiet -d 'Say less: no hints and progress; twice: no warnings either'
complete -c weir -n "__fish_weir_using_subcommand man" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand man" -l insecure -d 'Trust any certificate, and send credentials over plain HTTP'
complete -c weir -n "__fish_weir_using_subcommand man" -l no-cache -d 'Keep no copy of what was read from a control plane, and use none'
complete -c weir -n "__fish_weir_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand man" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "validate" -d 'Check documents, without a control plane unless --online asks for one'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "explain" -d 'Explain the code of a diagnostic, a field of a kind, or a file of settings'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "schema" -d 'Print the JSON Schema of a file that weir reads, for editors and other checks'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "diff" -d 'Show what differs between documents and the control plane'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "plan" -d 'Show what `weir apply` would do, and in which order'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "show" -d 'Show a saved plan or a recorded run'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "apply" -d 'Make the control plane as the documents say, or carry out a saved plan'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "undo" -d 'Take back what a run did'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "history" -d 'List the runs that changed something or tried to, the newest first'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "lock" -d 'Look at the locks of meshes, or break one'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "delete" -d 'Delete resources, in safe order'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "get" -d 'List resources of a kind'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "describe" -d 'Show one resource: spec, metadata, tags, and what it has to do with others'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "tree" -d 'Show what leads where: gateways and services down to nodes'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "trace" -d 'Show where a request goes: routes tried, targets, timeouts, retries'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "dump" -d 'Write what is on the control plane as documents that can be applied again'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "backup" -d 'Copy all that the control plane holds into a file'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "restore" -d 'Make a backup the store of the embedded control plane'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "weights" -d 'Read or set the weights of one route; nothing else of the route changes'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "canary" -d 'Move traffic to a new version in stages, each held and judged'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "blue-green" -d 'Check a new version without traffic, then switch to it, and back if need be'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "instance" -d 'List, register and deregister instances of Cloud Map services'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "serve" -d 'Run the control plane on an address'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "proxy" -d 'Set up the proxies of a mesh, and see how they follow'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "context" -d 'List, use, add, remove and test targets'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "man" -d 'Print a manual page, or write all pages into a folder'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain schema diff plan show apply undo history lock delete get describe tree trace dump backup restore weights canary blue-green instance serve proxy context completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "status" -d 'Show who holds which lock'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "break" -d 'Take a lock away, whoever holds it; a run that is still under way stops'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "plan" -d 'Show every write that a rollout would do, and what is in its way; nothing is written'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "start" -d 'Begin a rollout and watch it; the exit code says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "status" -d 'Show how a rollout stands; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "watch" -d 'Watch a rollout; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "approve" -d 'Give an approval that a rollout waits for'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "deny" -d 'Refuse an approval that a rollout waits for; the traffic goes back to the baseline'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "pause" -d 'Leave the traffic as it is until somebody resumes the rollout'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "resume" -d 'Go on with a rollout that is held, or that nobody drives any more'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "promote" -d 'Go to the last weight at once, without further gates'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "abort" -d 'Take all traffic back to the baseline now; it needs neither spec nor metrics'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "finish" -d 'Take the baseline out of the routes, once it gets no requests and was kept for long enough'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "history" -d 'List the rollouts that are known, or everything that one announced'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from canary" -f -a "reap" -d 'Have rollouts whose driver is gone do what their `onLoss` says'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "plan" -d 'Show every write that a rollout would do, and what is in its way; nothing is written'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "start" -d 'Begin a rollout and watch it; the exit code says where the traffic is'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "status" -d 'Show how a rollout stands; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "watch" -d 'Watch a rollout; the exit code says where its traffic is'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "approve" -d 'Give an approval that a rollout waits for'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "deny" -d 'Refuse an approval that a rollout waits for; the traffic goes back to the baseline'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "pause" -d 'Leave the traffic as it is until somebody resumes the rollout'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "resume" -d 'Go on with a rollout that is held, or that nobody drives any more'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "switch" -d 'Switch all traffic to the new node, if the rollout waits before its switch'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "switch-back" -d 'Take all traffic back to the old node, after the switch too'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "abort" -d 'Take all traffic back to the baseline now; it needs neither spec nor metrics'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "finish" -d 'Take the baseline out of the routes, once it gets no requests and was kept for long enough'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "history" -d 'List the rollouts that are known, or everything that one announced'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from blue-green" -f -a "reap" -d 'Have rollouts whose driver is gone do what their `onLoss` says'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from instance" -f -a "list" -d 'List instances'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from instance" -f -a "register" -d 'Register an instance, or replace the one of that id'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from instance" -f -a "deregister" -d 'Deregister an instance'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from proxy" -f -a "bootstrap" -d 'Print the bootstrap of a node\'s or gateway\'s Envoy (1.40), as YAML or JSON'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from proxy" -f -a "list" -d 'List the connected proxies'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from proxy" -f -a "status" -d 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from context" -f -a "list" -d 'List contexts'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from context" -f -a "use" -d 'Use a context from now on; on a terminal one is chosen from the list'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from context" -f -a "show" -d 'Show a context, or the one in use'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from context" -f -a "add" -d 'Add a context, made of the flags that say where, how and as whom'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from context" -f -a "remove" -d 'Remove a context'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from context" -f -a "test" -d 'Ask the control plane of a context whether it answers'
