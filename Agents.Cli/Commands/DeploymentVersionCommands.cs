using System.CommandLine;
using Agents.Client.Deployments;

namespace Agents.Cli.Commands;

/// <summary>Which versions a deployment runs.</summary>
internal static class DeploymentVersionCommands
{
    public static Command Promote()
    {
        var id = DeploymentsCommand.Id();
        var version = new Option<int?>("--to") { Description = "The version. Default: the canary's.", HelpName = "VERSION" };
        var share = new Option<int?>("--share") { Description = "Percent of the calls that it takes as a canary, 1 to 99. Default: all calls.", HelpName = "PERCENT" };
        var command = new Command("promote", "Let all calls, or a share of them, run a version.") { id, version, share };
        return command.OnServer(async (parsed, output, client, cancellationToken) => DeploymentsCommand.Write(output, await client.Deployments.PromoteAsync(
            parsed.GetRequiredValue(id), new PromoteDeployment { Version = parsed.GetValue(version), Share = parsed.GetValue(share) }, cancellationToken)));
    }

    public static Command RollBack()
    {
        var id = DeploymentsCommand.Id();
        var command = new Command("rollback", "Take the canary away, or go back to the version before.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => DeploymentsCommand.Write(output, await client.Deployments.RollBackAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }
}
