using Agents.Client.Deployments;
using Agents.Core.Json;
using Agents.Silo.Hosting;

namespace Agents.Silo.Deployments;

/// <summary>Bodies that make and change deployments, with the names that older clients send.</summary>
internal static class DeploymentBody
{
    private const int LongestName = 200;

    private static readonly string[] Created = ["workflow_id", "design_id", "workflowId", "version", "kind", "endpoint_path", "id", "deployment_id", "name", "deployment_name", .. DeploymentLimits.Fields];

    private static readonly string[] Changed = ["status", "reason", "name", "endpoint_path", "version", .. DeploymentLimits.Fields, TrafficBody.Field];

    /// <summary>Reads the body of <c>POST /deployments</c>; null and what is wrong where it is none.</summary>
    public static CreateDeployment? ReadNew(ReadOnlySpan<byte> utf8, out DeploymentLimits limits, out string problem)
    {
        limits = DeploymentLimits.None;
        if (Parse(utf8, Created, out problem) is not { } body)
        {
            return null;
        }

        var path = Text(body, "endpoint_path");
        var id = Text(body, "id", "deployment_id");
        var create = new CreateDeployment(Text(body, "workflow_id", "design_id", "workflowId") ?? "")
        {
            EndpointPath = path is null ? null : EndpointPath.Trim(path),
            Id = id,
            Name = Text(body, "name", "deployment_name"),
            Version = Version(body),
        };
        problem = create.WorkflowId.Length == 0 ? "The body lacks 'workflow_id', the id of a stored workflow."
            : Text(body, "kind") is not (null or DeploymentKinds.Endpoint) ? "'kind' is endpoint here. What runs elsewhere tells of itself: POST /api/v1/deployments/register."
            : id is not null && !EndpointPath.IsId(id) ? $"'id' is {EndpointPath.IdForm}."
            : CommonProblem(body, create.EndpointPath, create.Name) ?? "";
        limits = problem.Length == 0 ? DeploymentLimits.Read(body) : limits;
        return problem.Length == 0 ? create : null;
    }

    /// <summary>Reads the body of <c>PUT /deployments/{id}</c>; null and what is wrong where it is none.</summary>
    public static ChangeDeployment? ReadChange(ReadOnlySpan<byte> utf8, out DeploymentLimits limits, out string problem)
    {
        limits = DeploymentLimits.None;
        if (Parse(utf8, Changed, out problem) is not { } body)
        {
            return null;
        }

        var path = Text(body, "endpoint_path");
        var change = new ChangeDeployment
        {
            Status = Text(body, "status"),
            Reason = Text(body, "reason"),
            Name = Text(body, "name"),
            EndpointPath = path is null ? null : EndpointPath.Trim(path),
            Version = Version(body),
        };
        problem = change.Status is not (null or DeploymentStatuses.Active or DeploymentStatuses.Inactive) ? "'status' is active or inactive; error is told by the server."
            : change is { Reason: not null, Status: not DeploymentStatuses.Inactive } ? "'reason' says why it is inactive: send it with \"status\": \"inactive\"."
            : change.Reason?.Length > LongestName ? $"'reason' has at most {LongestName} characters."
            : CommonProblem(body, change.EndpointPath, change.Name) ?? "";
        limits = problem.Length == 0 ? DeploymentLimits.Read(body) : limits;
        return problem.Length == 0 ? change with { Traffic = TrafficBody.Read(body) } : null;
    }

    private static string? CommonProblem(JsonObject body, string? path, string? name)
        => path is not null && !EndpointPath.IsPath(path) ? $"'endpoint_path' is {EndpointPath.Form}."
            : name is { Length: 0 or > LongestName } || name?.Any(char.IsControl) == true ? $"'name' is a text of at most {LongestName} characters in one line."
            : body.Find("version") is not (null or JsonNull) && Version(body) is null ? "'version' is the server's number of a version, from 1."
            : DeploymentLimits.Problem(body) ?? TrafficBody.Problem(body);

    private static JsonObject? Parse(ReadOnlySpan<byte> utf8, string[] known, out string problem)
    {
        if (!JsonBody.TryParse(utf8, out var value, out problem))
        {
            return null;
        }

        if (value is not JsonObject body)
        {
            problem = "The body is a JSON object.";
            return null;
        }

        // A text where a number stands, and so on: what is not read would be ignored.
        problem = body.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown ? $"The body has an unknown field '{unknown}'. Known are {string.Join(", ", known)}."
            : body.FirstOrDefault(static field => field.Key != "version" && !DeploymentLimits.Fields.Contains(field.Key) && field.Key != TrafficBody.Field && field.Value is not (JsonString or JsonNull)) is { Key: { } wrong } ? $"'{wrong}' is a text."
            : "";
        return problem.Length == 0 ? body : null;
    }

    private static int? Version(JsonObject body)
        => body.Find("version") is JsonNumber number && number.TryGetInt64(out var version) && version is >= 1 and <= int.MaxValue ? (int)version : null;

    private static string? Text(JsonObject body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (body.Find(name) is JsonString text)
            {
                return text.Value;
            }
        }

        return null;
    }
}
