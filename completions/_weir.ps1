
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'weir' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'weir'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'weir' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check documents without a control plane')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check documents without a control plane')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check documents without a control plane')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the code of a diagnostic, or a field of a kind')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between documents and the control plane')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Make the control plane as the documents say; delete nothing')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete resources, in safe order')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'List resources of a kind')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Show one resource: spec, metadata, tags, and what it has to do with others')
            [CompletionResult]::new('tree', 'tree', [CompletionResultType]::ParameterValue, 'Show what leads where: gateways and services down to nodes')
            [CompletionResult]::new('trace', 'trace', [CompletionResultType]::ParameterValue, 'Show where a request goes: routes tried, targets, timeouts, retries')
            [CompletionResult]::new('dump', 'dump', [CompletionResultType]::ParameterValue, 'Write what is on the control plane as documents that can be applied again')
            [CompletionResult]::new('weights', 'weights', [CompletionResultType]::ParameterValue, 'Read or set the weights of one route; nothing else of the route changes')
            [CompletionResult]::new('instance', 'instance', [CompletionResultType]::ParameterValue, 'List, register and deregister instances of Cloud Map services')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Run the control plane on an address')
            [CompletionResult]::new('proxy', 'proxy', [CompletionResultType]::ParameterValue, 'Set up the proxies of a mesh, and see how they follow')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a manual page, or write all pages into a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'weir;validate' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Kind of documents that are a spec alone')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Least severity that makes the exit code 1')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-R', '-R ', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--no-recursive', '--no-recursive', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;check' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Kind of documents that are a spec alone')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Least severity that makes the exit code 1')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-R', '-R ', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--no-recursive', '--no-recursive', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;lint' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Kind of documents that are a spec alone')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Least severity that makes the exit code 1')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-R', '-R ', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--no-recursive', '--no-recursive', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;explain' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List all codes')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;diff' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Kind of documents that are a spec alone')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-R', '-R ', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--no-recursive', '--no-recursive', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Answer exit code 0 where there are differences too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;apply' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'File or folder with documents (can be repeated)')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Kind of documents that are a spec alone')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-R', '-R ', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('--no-recursive', '--no-recursive', [CompletionResultType]::ParameterName, 'Leave out the folders within folders')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;delete' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'What these documents define (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'What these documents define (can be repeated)')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--cascade', '--cascade', [CompletionResultType]::ParameterName, 'Delete what still needs them too')
            [CompletionResult]::new('--ignore-not-found', '--ignore-not-found', [CompletionResultType]::ParameterName, 'What does not exist counts as deleted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be deleted, and delete nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;get' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'In all meshes')
            [CompletionResult]::new('--all-meshes', '--all-meshes', [CompletionResultType]::ParameterName, 'In all meshes')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Without the line of headings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;describe' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;tree' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;trace' {
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Method of HTTP; GET if not given')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Method of HTTP; GET if not given')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header, or metadata of gRPC; Host takes the place of the URL''s host (can be repeated)')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header, or metadata of gRPC; Host takes the place of the URL''s host (can be repeated)')
            [CompletionResult]::new('--grpc', '--grpc', [CompletionResultType]::ParameterName, 'Call this gRPC method')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'File or folder with documents to look at in place of the control plane (can be repeated)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'File or folder with documents to look at in place of the control plane (can be repeated)')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;dump' {
            [CompletionResult]::new('--split', '--split', [CompletionResultType]::ParameterName, 'Write one file per resource into this folder, instead of one bundle to stdout')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'In all meshes')
            [CompletionResult]::new('--all-meshes', '--all-meshes', [CompletionResultType]::ParameterName, 'In all meshes')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;weights' {
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Refuse unless the weights are these now: NODE=WEIGHT, separated by commas')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if one rejects it or time runs out')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;instance' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List instances')
            [CompletionResult]::new('register', 'register', [CompletionResultType]::ParameterValue, 'Register an instance, or replace the one of that id')
            [CompletionResult]::new('deregister', 'deregister', [CompletionResultType]::ParameterValue, 'Deregister an instance')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'weir;instance;list' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;instance;register' {
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Its IPv4 address')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Its IPv6 address')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Its port; without one, that of the node''s listener')
            [CompletionResult]::new('--attribute', '--attribute', [CompletionResultType]::ParameterName, 'An attribute, by which nodes choose their instances (can be repeated)')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--unhealthy', '--unhealthy', [CompletionResultType]::ParameterName, 'It gets no traffic')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;instance;deregister' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;instance;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List instances')
            [CompletionResult]::new('register', 'register', [CompletionResultType]::ParameterValue, 'Register an instance, or replace the one of that id')
            [CompletionResult]::new('deregister', 'deregister', [CompletionResultType]::ParameterValue, 'Deregister an instance')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'weir;instance;help;list' {
            break
        }
        'weir;instance;help;register' {
            break
        }
        'weir;instance;help;deregister' {
            break
        }
        'weir;instance;help;help' {
            break
        }
        'weir;serve' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Address to listen on: HOST:PORT or unix:/PATH (can be repeated)')
            [CompletionResult]::new('--xds-listen', '--xds-listen', [CompletionResultType]::ParameterName, 'Address for proxies only: HOST:PORT or unix:/PATH (can be repeated); proxies are also served where --listen says')
            [CompletionResult]::new('--account-id', '--account-id', [CompletionResultType]::ParameterName, 'Account that owns everything in a new store [default: 000000000000]')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region in the ARNs of a new store [default: us-east-1]')
            [CompletionResult]::new('--drain-timeout', '--drain-timeout', [CompletionResultType]::ParameterName, 'How long requests under way may take at the end')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log on stderr; WEIR_LOG sets what is logged, such as debug')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;proxy' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'Print the bootstrap of a node''s or gateway''s Envoy (1.40), as YAML or JSON')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the connected proxies')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'weir;proxy;bootstrap' {
            [CompletionResult]::new('--node-cluster', '--node-cluster', [CompletionResultType]::ParameterName, 'What the proxy calls itself in statistics and traces; its node id if not given (`APPMESH_RESOURCE_CLUSTER`)')
            [CompletionResult]::new('--locality', '--locality', [CompletionResultType]::ParameterName, 'Where the proxy runs')
            [CompletionResult]::new('--xds', '--xds', [CompletionResultType]::ParameterName, 'Address of the control plane as the proxy reaches it: HOST:PORT or unix:/PATH [default: 127.0.0.1:7070] (`APPMESH_XDS_ENDPOINT`, if it is a unix socket)')
            [CompletionResult]::new('--xds-ca', '--xds-ca', [CompletionResultType]::ParameterName, 'Use TLS, and trust the authorities in this file')
            [CompletionResult]::new('--xds-cert', '--xds-cert', [CompletionResultType]::ParameterName, 'Certificate to show to the control plane')
            [CompletionResult]::new('--xds-key', '--xds-key', [CompletionResultType]::ParameterName, 'Key of the certificate')
            [CompletionResult]::new('--xds-server-name', '--xds-server-name', [CompletionResultType]::ParameterName, 'Name in the control plane''s certificate; the host of --xds if not given')
            [CompletionResult]::new('--interception', '--interception', [CompletionResultType]::ParameterName, 'Whether the system redirects the application''s traffic to the proxy')
            [CompletionResult]::new('--address', '--address', [CompletionResultType]::ParameterName, 'Address that the proxy binds; every address if not given')
            [CompletionResult]::new('--application', '--application', [CompletionResultType]::ParameterName, 'Address of the application; the loopback address if not given')
            [CompletionResult]::new('--ingress-port', '--ingress-port', [CompletionResultType]::ParameterName, 'Port that inbound traffic is redirected to [default: 15000] (`APPMESH_ENVOY_INGRESS_PORT`)')
            [CompletionResult]::new('--egress-port', '--egress-port', [CompletionResultType]::ParameterName, 'Port that outbound traffic is redirected to [default: 15001] (`APPMESH_ENVOY_EGRESS_PORT`)')
            [CompletionResult]::new('--dns-resolver', '--dns-resolver', [CompletionResultType]::ParameterName, 'DNS server to ask in place of the system''s (can be repeated)')
            [CompletionResult]::new('--sds-socket', '--sds-socket', [CompletionResultType]::ParameterName, 'Unix socket of the server that certificates with an SDS name come from (`APPMESH_SDS_SOCKET_PATH`)')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'Address of Envoy''s administration: IP:PORT or unix:/PATH [default: 127.0.0.1:9901] (`ENVOY_ADMIN_MODE`; `ENVOY_ADMIN_ACCESS_PORT` for the port)')
            [CompletionResult]::new('--dogstatsd', '--dogstatsd', [CompletionResultType]::ParameterName, 'Send statistics to a DogStatsD server: IP:PORT (UDP) or unix:/PATH (`ENABLE_ENVOY_DOG_STATSD`, with `STATSD_ADDRESS`, `STATSD_PORT`, `STATSD_SOCKET_PATH`)')
            [CompletionResult]::new('--outlier-log', '--outlier-log', [CompletionResultType]::ParameterName, 'Write to this file which hosts are ejected and taken back (`ENVOY_OUTLIER_DETECTION_EVENT_LOG_PATH`)')
            [CompletionResult]::new('--tracing', '--tracing', [CompletionResultType]::ParameterName, 'Trace requests (`ENABLE_ENVOY_XRAY_TRACING`, `ENABLE_ENVOY_DATADOG_TRACING`, `ENABLE_ENVOY_JAEGER_TRACING`)')
            [CompletionResult]::new('--tracing-address', '--tracing-address', [CompletionResultType]::ParameterName, 'Where traces go, in place of port 2000 (xray, UDP, no names), 8126 (datadog) or 9411 (jaeger) of this machine (`AWS_XRAY_DAEMON_ADDRESS`, `XRAY_DAEMON_PORT`, `DATADOG_TRACER_ADDRESS`, `DATADOG_TRACER_PORT`, `JAEGER_TRACER_ADDRESS`, `JAEGER_TRACER_PORT`)')
            [CompletionResult]::new('--tracing-name', '--tracing-name', [CompletionResultType]::ParameterName, 'Name of the proxy in traces of xray and datadog (`XRAY_SEGMENT_NAME`, `DD_SERVICE`)')
            [CompletionResult]::new('--xray-rate', '--xray-rate', [CompletionResultType]::ParameterName, 'Share of the requests that xray traces, from 0 to 1 (`XRAY_SAMPLING_RATE`)')
            [CompletionResult]::new('--xray-rules', '--xray-rules', [CompletionResultType]::ParameterName, 'File with the sampling rules of xray, version 2 (`XRAY_SAMPLING_RULE_MANIFEST`)')
            [CompletionResult]::new('--jaeger-format', '--jaeger-format', [CompletionResultType]::ParameterName, 'Form of the spans for jaeger [default: proto] (`JAEGER_TRACER_VERSION`)')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--sotw', '--sotw', [CompletionResultType]::ParameterName, 'Get everything again with every change, instead of what changed')
            [CompletionResult]::new('--no-admin', '--no-admin', [CompletionResultType]::ParameterName, 'Without Envoy''s administration')
            [CompletionResult]::new('--stats-tags', '--stats-tags', [CompletionResultType]::ParameterName, 'Tag every statistic with the mesh and the node or gateway, as `appmesh.mesh` and `appmesh.virtual_node` or `appmesh.virtual_gateway` (`ENABLE_ENVOY_STATS_TAGS`)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;proxy;list' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;proxy;status' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;proxy;help' {
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'Print the bootstrap of a node''s or gateway''s Envoy (1.40), as YAML or JSON')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the connected proxies')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'weir;proxy;help;bootstrap' {
            break
        }
        'weir;proxy;help;list' {
            break
        }
        'weir;proxy;help;status' {
            break
        }
        'weir;proxy;help;help' {
            break
        }
        'weir;completions' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;man' {
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Write all pages into this folder instead')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--chdir', '--chdir', [CompletionResultType]::ParameterName, 'Run as if started in this folder')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'URL of the control plane; without one, the embedded control plane is used')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Folder of the embedded control plane''s store (`WEIR_DATA_DIR`)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('--mesh', '--mesh', [CompletionResultType]::ParameterName, 'Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the result on stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--request-timeout', '--request-timeout', [CompletionResultType]::ParameterName, 'How long one request may take')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: no hints and progress; twice: nothing but errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; what needs an answer is refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'weir;help' {
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check documents without a control plane')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the code of a diagnostic, or a field of a kind')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between documents and the control plane')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Make the control plane as the documents say; delete nothing')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete resources, in safe order')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'List resources of a kind')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Show one resource: spec, metadata, tags, and what it has to do with others')
            [CompletionResult]::new('tree', 'tree', [CompletionResultType]::ParameterValue, 'Show what leads where: gateways and services down to nodes')
            [CompletionResult]::new('trace', 'trace', [CompletionResultType]::ParameterValue, 'Show where a request goes: routes tried, targets, timeouts, retries')
            [CompletionResult]::new('dump', 'dump', [CompletionResultType]::ParameterValue, 'Write what is on the control plane as documents that can be applied again')
            [CompletionResult]::new('weights', 'weights', [CompletionResultType]::ParameterValue, 'Read or set the weights of one route; nothing else of the route changes')
            [CompletionResult]::new('instance', 'instance', [CompletionResultType]::ParameterValue, 'List, register and deregister instances of Cloud Map services')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Run the control plane on an address')
            [CompletionResult]::new('proxy', 'proxy', [CompletionResultType]::ParameterValue, 'Set up the proxies of a mesh, and see how they follow')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a manual page, or write all pages into a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'weir;help;validate' {
            break
        }
        'weir;help;explain' {
            break
        }
        'weir;help;diff' {
            break
        }
        'weir;help;apply' {
            break
        }
        'weir;help;delete' {
            break
        }
        'weir;help;get' {
            break
        }
        'weir;help;describe' {
            break
        }
        'weir;help;tree' {
            break
        }
        'weir;help;trace' {
            break
        }
        'weir;help;dump' {
            break
        }
        'weir;help;weights' {
            break
        }
        'weir;help;instance' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List instances')
            [CompletionResult]::new('register', 'register', [CompletionResultType]::ParameterValue, 'Register an instance, or replace the one of that id')
            [CompletionResult]::new('deregister', 'deregister', [CompletionResultType]::ParameterValue, 'Deregister an instance')
            break
        }
        'weir;help;instance;list' {
            break
        }
        'weir;help;instance;register' {
            break
        }
        'weir;help;instance;deregister' {
            break
        }
        'weir;help;serve' {
            break
        }
        'weir;help;proxy' {
            [CompletionResult]::new('bootstrap', 'bootstrap', [CompletionResultType]::ParameterValue, 'Print the bootstrap of a node''s or gateway''s Envoy (1.40), as YAML or JSON')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the connected proxies')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show how far connected proxies are, and what they rejected; exit 1 unless all are synced')
            break
        }
        'weir;help;proxy;bootstrap' {
            break
        }
        'weir;help;proxy;list' {
            break
        }
        'weir;help;proxy;status' {
            break
        }
        'weir;help;completions' {
            break
        }
        'weir;help;man' {
            break
        }
        'weir;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
