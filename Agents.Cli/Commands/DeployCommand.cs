using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Containers;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Client;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents deploy FILE|ID</c>: from a workflow file to an address that answers, on a server or in a container of its own. Doing it again deploys what has changed.</summary>
internal static class DeployCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("FILE|ID") { Description = "A workflow file, - for standard input, or the id of a workflow that the server has." };
        var target = new Option<string>("--target") { Description = "endpoint: the server answers at /api/deployed/PATH. container: an image is built and run on this machine.", DefaultValueFactory = static _ => DeploymentKinds.Endpoint };
        target.AcceptOnlyFromAmong(DeploymentKinds.Endpoint, DeploymentKinds.Container);
        var path = new Option<string?>("--path") { Description = "The path below /api/deployed/. Default: the workflow's id.", HelpName = "PATH" };
        var name = new Option<string?>("--name") { Description = "A name for people, and of the container. Default: the workflow's." };
        var container = new ContainerOptions();
        var server = SharedOptions.Server();
        var json = SharedOptions.Json();
        var command = new Command("deploy", "Make a workflow answer at a URL: of a server, or of a container of its own. Again, its newest version.") { what, target, path, name, server, json };
        container.AddTo(command);
        command.Validators.Add(result =>
        {
            // What is none of the two is refused by the option itself.
            var given = result.GetResult(target)?.Tokens is [{ } token] ? token.Value : DeploymentKinds.Endpoint;
            if (given == DeploymentKinds.Endpoint && container.Given(result) is { } option)
            {
                result.AddError($"{option} is for --target container.");
            }
            else if (given == DeploymentKinds.Container && result.GetResult(path) is { Implicit: false })
            {
                result.AddError("--path is for --target endpoint: a container is called at its own port.");
            }
        });
        command.Runs(async (parsed, cancellationToken) =>
        {
            var output = new CliOutput(parsed, parsed.GetValue(json));
            if (parsed.GetValue(target) == DeploymentKinds.Container)
            {
                return await ContainerDeployment.DeployAsync(container.Read(parsed, parsed.GetRequiredValue(what), parsed.GetValue(name), parsed.GetValue(server)), output, cancellationToken);
            }

            await using var connection = ServerChoice.Running(parsed.GetValue(server));
            if (await StoreAsync(parsed.GetRequiredValue(what), output, connection.Client, cancellationToken) is not { } workflow)
            {
                return ExitCode.Invalid;
            }

            var wanted = new CreateDeployment(workflow.Id) { EndpointPath = parsed.GetValue(path), Name = parsed.GetValue(name), Version = workflow.Version };
            var deployment = await DeployAsync(wanted, connection.Client, cancellationToken);
            return Show(output, deployment, new Uri(ServerChoice.RunningUrl(parsed.GetValue(server)), deployment.Url));
        });
        return command;
    }

    /// <summary>Whether an argument is the id of a workflow. It cannot be told from a file that is not there: what looks like a file is one.</summary>
    public static bool IsId(string what) => what != "-" && !File.Exists(what) && what.IndexOfAny(['/', '\\', '.']) < 0;

    private static async Task<(string Id, int Version)?> StoreAsync(string what, CliOutput output, AgentsClient client, CancellationToken cancellationToken)
    {
        if (IsId(what))
        {
            return (what, (await client.Workflows.GetAsync(what, cancellationToken)).Version);
        }

        var file = await WorkflowFile.ReadAsync(what, strict: false, cancellationToken);
        new DiagnosticLines(output.Errors).Write(file.Name, file.Diagnostics);
        if (!file.IsValid)
        {
            return null;
        }

        var stored = await client.Workflows.CreateAsync(file.Text, fileName: file.FileName, cancellationToken: cancellationToken);
        return (stored.Id!, stored.Version);
    }

    private static async Task<DeploymentRecord> DeployAsync(CreateDeployment wanted, AgentsClient client, CancellationToken cancellationToken)
    {
        var path = (wanted.EndpointPath ?? wanted.WorkflowId.ToLowerInvariant()).Trim('/');
        var found = (await client.Deployments.ListAsync(wanted.WorkflowId, cancellationToken: cancellationToken)).Items.FirstOrDefault(one => one.EndpointPath == path);
        if (found is null)
        {
            return await client.Deployments.CreateAsync(wanted, cancellationToken);
        }

        if (wanted.Name is not null && wanted.Name != found.Name)
        {
            found = await client.Deployments.ChangeAsync(found.Id, new ChangeDeployment { Name = wanted.Name }, cancellationToken);
        }

        return found.Version == wanted.Version && found.Canary is null
            ? found
            : await client.Deployments.PromoteAsync(found.Id, new PromoteDeployment { Version = wanted.Version }, cancellationToken);
    }

    private static int Show(CliOutput output, DeploymentRecord deployment, Uri url)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(deployment, AgentsJson.Wire.DeploymentRecord));
            return ExitCode.Completed;
        }

        output.People.MarkupLineInterpolated($"{deployment.Id} runs {deployment.WorkflowId} version {deployment.Version} at {url}");
        if (deployment.Status != DeploymentStatuses.Active)
        {
            output.People.MarkupLineInterpolated($"It is {deployment.Status}: {deployment.StatusReason ?? "somebody switched it off"}");
        }

        output.People.MarkupLineInterpolated($"call: curl -sS -H 'Content-Type: application/json' -d '{{}}' {url}");
        output.People.MarkupLineInterpolated($"docs: {new Uri(url, $"/api/v1/deployments/{deployment.Id}/docs")}");
        return ExitCode.Completed;
    }
}
