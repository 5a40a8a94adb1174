using System.Text.Json;
using Agents.Client.Deployments;

namespace Agents.Silo.Deployments;

/// <summary>What is wrong with a registration, and what is kept of it.</summary>
internal static class RegistrationBody
{
    private const int LongestText = 200;

    private const int MostCapabilities = 100;

    private const int LargestMetadata = 16 * 1024;

    private const int DefaultTtl = 60;

    private const int LongestTtl = 86_400;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Problem(RegisterDeployment body)
        => !EndpointPath.IsId(body.DeploymentId ?? "") ? $"'deployment_id' is {EndpointPath.IdForm}."
            : Uri.CheckHostName(body.Host ?? "") == UriHostNameType.Unknown ? "'host' is a host's name or address, without scheme and port, like localhost."
            : body.Port is < 1 or > 65_535 ? "'port' is a number from 1 to 65535."
            : body.TtlSeconds is < 1 or > LongestTtl ? $"'ttl_seconds' is a number from 1 to {LongestTtl}."
            : body.Kind is not (null or DeploymentKinds.Container or DeploymentKinds.External) ? "'kind' is container or external."
            : IsWrong(body.DeploymentName) ? $"'deployment_name' is a text of at most {LongestText} characters in one line."
            : IsWrong(body.WorkflowName) ? $"'workflow_name' is a text of at most {LongestText} characters in one line."
            : body.Capabilities?.Count > MostCapabilities || body.Capabilities?.Any(static capability => capability is null || IsWrong(capability)) == true
                ? $"'capabilities' is a list of at most {MostCapabilities} texts of at most {LongestText} characters."
            : body.Metadata is { } metadata && (metadata.ValueKind != JsonValueKind.Object || metadata.GetRawText().Length > LargestMetadata)
                ? $"'metadata' is a JSON object of at most {LargestMetadata} characters."
            : null;

    public static Registration Read(RegisterDeployment body) => new(
        body.DeploymentId,
        body.DeploymentName ?? body.DeploymentId,
        body.Kind ?? DeploymentKinds.External,
        body.WorkflowName,
        body.Host,
        body.Port,
        JsonSerializer.Serialize(body.Capabilities ?? []),
        body.Metadata?.GetRawText() ?? "{}",
        body.TtlSeconds ?? DefaultTtl);

    private static bool IsWrong(string? text) => text is { Length: 0 or > LongestText } || text?.Any(char.IsControl) == true;
}
