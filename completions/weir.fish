# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_weir_global_optspecs
    string join \n C/chdir= endpoint= data-dir= m/mesh= o/output= json q/quiet color= no-input request-timeout= h/help V/version
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
complete -c weir -n "__fish_weir_needs_command" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_needs_command" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_needs_command" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_needs_command" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_needs_command" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_needs_command" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_needs_command" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_needs_command" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_needs_command" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_needs_command" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_needs_command" -f -a "validate" -d 'Check documents without a control plane'
complete -c weir -n "__fish_weir_needs_command" -f -a "check" -d 'Check documents without a control plane'
complete -c weir -n "__fish_weir_needs_command" -f -a "lint" -d 'Check documents without a control plane'
complete -c weir -n "__fish_weir_needs_command" -f -a "explain" -d 'Explain the code of a diagnostic, or a field of a kind'
complete -c weir -n "__fish_weir_needs_command" -f -a "diff" -d 'Show what differs between documents and the control plane'
complete -c weir -n "__fish_weir_needs_command" -f -a "apply" -d 'Make the control plane as the documents say; delete nothing'
complete -c weir -n "__fish_weir_needs_command" -f -a "delete" -d 'Delete resources, in safe order'
complete -c weir -n "__fish_weir_needs_command" -f -a "get" -d 'List resources of a kind'
complete -c weir -n "__fish_weir_needs_command" -f -a "describe" -d 'Show one resource: spec, metadata, tags, and what it has to do with others'
complete -c weir -n "__fish_weir_needs_command" -f -a "tree" -d 'Show what leads where: gateways and services down to nodes'
complete -c weir -n "__fish_weir_needs_command" -f -a "trace" -d 'Show where a request goes: routes tried, targets, timeouts, retries'
complete -c weir -n "__fish_weir_needs_command" -f -a "dump" -d 'Write what is on the control plane as documents that can be applied again'
complete -c weir -n "__fish_weir_needs_command" -f -a "weights" -d 'Read or set the weights of one route; nothing else of the route changes'
complete -c weir -n "__fish_weir_needs_command" -f -a "instance" -d 'List, register and deregister instances of Cloud Map services'
complete -c weir -n "__fish_weir_needs_command" -f -a "serve" -d 'Run the control plane on an address'
complete -c weir -n "__fish_weir_needs_command" -f -a "proxy" -d 'Set up the proxies of a mesh, and see how they follow'
complete -c weir -n "__fish_weir_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c weir -n "__fish_weir_needs_command" -f -a "man" -d 'Print a manual page, or write all pages into a folder'
complete -c weir -n "__fish_weir_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand validate" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l fail-on -d 'Least severity that makes the exit code 1' -r -f -a "error\t''
warning\t''
info\t''"
complete -c weir -n "__fish_weir_using_subcommand validate" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand validate" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand validate" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand validate" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand validate" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand validate" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand validate" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand validate" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand validate" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand check" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l fail-on -d 'Least severity that makes the exit code 1' -r -f -a "error\t''
warning\t''
info\t''"
complete -c weir -n "__fish_weir_using_subcommand check" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand check" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand check" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand check" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand check" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand check" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand check" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand check" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand check" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand check" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand check" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand lint" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l fail-on -d 'Least severity that makes the exit code 1' -r -f -a "error\t''
warning\t''
info\t''"
complete -c weir -n "__fish_weir_using_subcommand lint" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand lint" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand lint" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand lint" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand lint" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand lint" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand lint" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand lint" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand lint" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand explain" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand explain" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand explain" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand explain" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand explain" -l list -d 'List all codes'
complete -c weir -n "__fish_weir_using_subcommand explain" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand explain" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand explain" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand explain" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand diff" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand diff" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand diff" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand diff" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand diff" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand diff" -l exit-zero -d 'Answer exit code 0 where there are differences too'
complete -c weir -n "__fish_weir_using_subcommand diff" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand diff" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand diff" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand diff" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand apply" -s f -l file -d 'File or folder with documents (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l kind -d 'Kind of documents that are a spec alone' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l name -d 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l wait -d 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out' -r -f -a "xds\t'The acknowledgement of every connected proxy that depends on the change'"
complete -c weir -n "__fish_weir_using_subcommand apply" -l wait-timeout -d 'How long to wait' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand apply" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand apply" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand apply" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand apply" -s R -l no-recursive -d 'Leave out the folders within folders'
complete -c weir -n "__fish_weir_using_subcommand apply" -s y -l yes -d 'Do it without asking'
complete -c weir -n "__fish_weir_using_subcommand apply" -l dry-run -d 'Show what would be done, and change nothing'
complete -c weir -n "__fish_weir_using_subcommand apply" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand apply" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand apply" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand apply" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand delete" -s f -l file -d 'What these documents define (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand delete" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand delete" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand delete" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand delete" -l cascade -d 'Delete what still needs them too'
complete -c weir -n "__fish_weir_using_subcommand delete" -l ignore-not-found -d 'What does not exist counts as deleted'
complete -c weir -n "__fish_weir_using_subcommand delete" -s y -l yes -d 'Do it without asking'
complete -c weir -n "__fish_weir_using_subcommand delete" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c weir -n "__fish_weir_using_subcommand delete" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand delete" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand delete" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand delete" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand get" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand get" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand get" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand get" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand get" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand get" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand get" -s A -l all-meshes -d 'In all meshes'
complete -c weir -n "__fish_weir_using_subcommand get" -l no-headers -d 'Without the line of headings'
complete -c weir -n "__fish_weir_using_subcommand get" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand get" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand get" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand get" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand describe" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand describe" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand describe" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand describe" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand describe" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand describe" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand describe" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand describe" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand tree" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand tree" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand tree" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand tree" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand tree" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand tree" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand tree" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand tree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand tree" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand trace" -s X -l method -d 'Method of HTTP; GET if not given' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -s H -l header -d 'Header, or metadata of gRPC; Host takes the place of the URL\'s host (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l grpc -d 'Call this gRPC method' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -s f -l file -d 'File or folder with documents to look at in place of the control plane (can be repeated)' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand trace" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand trace" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand trace" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand trace" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand trace" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand trace" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand trace" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand trace" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand dump" -l split -d 'Write one file per resource into this folder, instead of one bundle to stdout' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand dump" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand dump" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand dump" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand dump" -s A -l all-meshes -d 'In all meshes'
complete -c weir -n "__fish_weir_using_subcommand dump" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand dump" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand dump" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand dump" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand dump" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand weights" -l expect -d 'Refuse unless the weights are these now: NODE=WEIGHT, separated by commas' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l wait -d 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out' -r -f -a "xds\t'The acknowledgement of every connected proxy that depends on the change'"
complete -c weir -n "__fish_weir_using_subcommand weights" -l wait-timeout -d 'How long to wait' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand weights" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand weights" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand weights" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand weights" -l dry-run -d 'Show what would change, and change nothing'
complete -c weir -n "__fish_weir_using_subcommand weights" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand weights" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand weights" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand weights" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand weights" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "list" -d 'List instances'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "register" -d 'Register an instance, or replace the one of that id'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "deregister" -d 'Deregister an instance'
complete -c weir -n "__fish_weir_using_subcommand instance; and not __fish_seen_subcommand_from list register deregister help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l ipv4 -d 'Its IPv4 address' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l ipv6 -d 'Its IPv6 address' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l port -d 'Its port; without one, that of the node\'s listener' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l attribute -d 'An attribute, by which nodes choose their instances (can be repeated)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l unhealthy -d 'It gets no traffic'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from register" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand instance; and __fish_seen_subcommand_from deregister" -l no-input -d 'Never ask; what needs an answer is refused'
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
complete -c weir -n "__fish_weir_using_subcommand serve" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand serve" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand serve" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand serve" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand serve" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand serve" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand serve" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand serve" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand proxy; and not __fish_seen_subcommand_from bootstrap list status help" -l no-input -d 'Never ask; what needs an answer is refused'
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
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l sotw -d 'Get everything again with every change, instead of what changed'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l no-admin -d 'Without Envoy\'s administration'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l stats-tags -d 'Tag every statistic with the mesh and the node or gateway, as `appmesh.mesh` and `appmesh.virtual_node` or `appmesh.virtual_gateway` (`ENABLE_ENVOY_STATS_TAGS`)'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from bootstrap" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "bootstrap" -d 'Print the bootstrap of a node\'s or gateway\'s Envoy (1.40), as YAML or JSON'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the connected proxies'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced'
complete -c weir -n "__fish_weir_using_subcommand proxy; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand completions" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand completions" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand completions" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand completions" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand completions" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand completions" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand completions" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand completions" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand man" -l all -d 'Write all pages into this folder instead' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -s C -l chdir -d 'Run as if started in this folder' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -l endpoint -d 'URL of the control plane; without one, the embedded control plane is used' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l data-dir -d 'Folder of the embedded control plane\'s store (`WEIR_DATA_DIR`)' -r -F
complete -c weir -n "__fish_weir_using_subcommand man" -s m -l mesh -d 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)' -r
complete -c weir -n "__fish_weir_using_subcommand man" -s o -l output -d 'Form of the result on stdout' -r -f -a "text\t'For people'
json\t'One JSON document'
yaml\t'YAML documents (get, describe, dump, proxy bootstrap)'
name\t'One address per line (get, diff, apply, delete, instance list)'
github\t'Workflow commands for annotations (validate)'"
complete -c weir -n "__fish_weir_using_subcommand man" -l color -d 'When to use colours' -r -f -a "auto\t'If the stream is a terminal and `NO_COLOR` is not set'
always\t''
never\t''"
complete -c weir -n "__fish_weir_using_subcommand man" -l request-timeout -d 'How long one request may take' -r
complete -c weir -n "__fish_weir_using_subcommand man" -l json -d 'Same as --output json'
complete -c weir -n "__fish_weir_using_subcommand man" -s q -l quiet -d 'Say less: no hints and progress; twice: nothing but errors'
complete -c weir -n "__fish_weir_using_subcommand man" -l no-input -d 'Never ask; what needs an answer is refused'
complete -c weir -n "__fish_weir_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c weir -n "__fish_weir_using_subcommand man" -s V -l version -d 'Print version'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "validate" -d 'Check documents without a control plane'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "explain" -d 'Explain the code of a diagnostic, or a field of a kind'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "diff" -d 'Show what differs between documents and the control plane'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "apply" -d 'Make the control plane as the documents say; delete nothing'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "delete" -d 'Delete resources, in safe order'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "get" -d 'List resources of a kind'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "describe" -d 'Show one resource: spec, metadata, tags, and what it has to do with others'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "tree" -d 'Show what leads where: gateways and services down to nodes'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "trace" -d 'Show where a request goes: routes tried, targets, timeouts, retries'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "dump" -d 'Write what is on the control plane as documents that can be applied again'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "weights" -d 'Read or set the weights of one route; nothing else of the route changes'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "instance" -d 'List, register and deregister instances of Cloud Map services'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "serve" -d 'Run the control plane on an address'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "proxy" -d 'Set up the proxies of a mesh, and see how they follow'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "man" -d 'Print a manual page, or write all pages into a folder'
complete -c weir -n "__fish_weir_using_subcommand help; and not __fish_seen_subcommand_from validate explain diff apply delete get describe tree trace dump weights instance serve proxy completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from instance" -f -a "list" -d 'List instances'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from instance" -f -a "register" -d 'Register an instance, or replace the one of that id'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from instance" -f -a "deregister" -d 'Deregister an instance'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from proxy" -f -a "bootstrap" -d 'Print the bootstrap of a node\'s or gateway\'s Envoy (1.40), as YAML or JSON'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from proxy" -f -a "list" -d 'List the connected proxies'
complete -c weir -n "__fish_weir_using_subcommand help; and __fish_seen_subcommand_from proxy" -f -a "status" -d 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced'
