using Agents.ServiceDefaults.Aliases;
using Microsoft.AspNetCore.Http.Extensions;

namespace Agents.Silo.Aliases;

/// <summary>What older clients ask for, in the words of the routes. Bodies need none of it: the routes read the older names of fields, too.</summary>
internal static class AliasRequests
{
    private const string Prefer = "Prefer";

    // How many items a client gets that knows no pages.
    private const string WholeList = "200";

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["workflowId"] = "workflow_id",
        ["runId"] = "execution_id",
        ["run_id"] = "execution_id",
    };

    public static void Translate(HttpRequest request, string alias, string route)
    {
        if (route == "ExecuteDeployment" && request.Headers[Prefer].Count == 0)
        {
            // These clients expect the result in the reply.
            request.Headers[Prefer] = "wait=30";
        }

        var query = request.Query.SelectMany(static parameter => parameter.Value.Select(value => KeyValuePair.Create(Renamed.GetValueOrDefault(parameter.Key, parameter.Key), value ?? ""))).ToList();
        foreach (var (name, value) in Defaults(alias, route).Where(given => !query.Exists(parameter => parameter.Key == given.Name)))
        {
            query.Add(KeyValuePair.Create(name, value));
        }

        request.QueryString = new QueryBuilder(query).ToQueryString();
    }

    private static (string Name, string Value)[] Defaults(string alias, string route) => (alias, route) switch
    {
        (Alias.Runs, "ListWorkflows") => [("limit", WholeList), ("status", "active")],
        (Alias.Designs, "ListDeployments") => [("limit", WholeList)],
        (Alias.Designs, "ListDeploymentExecutions") => [("limit", "100")],
        _ => [],
    };
}
