using System.Net;
using Agents.Client.AgentFiles;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Agents of the fake silo: one that works, one whose file is wrong.</summary>
internal static class FakeAgentFiles
{
    private static readonly AgentDetail[] Agents =
    [
        new AgentDetail
        {
            Agent = new AgentRecord { Name = "reviewer", Environment = "default", File = "reviewer.prompt", Status = AgentStatuses.Active, Description = "Reads <drafts>", Model = "gpt-4o", Tools = ["web_search"], Version = 2, Hash = new string('b', 64) },
            Definition = "---\nmodel: gpt-4o\n---\nReview <this>.",
            Versions = [new AgentVersionRecord(2, new string('b', 64), FakeWorkflows.Now), new AgentVersionRecord(1, new string('a', 64), FakeWorkflows.Now)],
        },
        new AgentDetail
        {
            Agent = new AgentRecord
            {
                Name = "broken",
                Environment = "default",
                File = "broken.prompt",
                Status = AgentStatuses.Invalid,
                Hash = "",
                Diagnostics = [new DiagnosticRecord("INVALID_PROMPT", DiagnosticSeverities.Error, "", "There is no role 'sytem'.") { Line = 2, Column = 1, Hint = "Did you mean 'system'?" }],
            },
            Definition = "Hi\n{{role \"sytem\"}}",
        },
    ];

    public static void MapAgentFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/agents", context => context.Response.WriteAsJsonAsync(new ItemPage<AgentRecord>([.. Agents.Select(static found => found.Agent)]), AgentsJson.Wire.ItemPageAgentRecord));
        app.MapGet("/api/v1/agents/{name}", (HttpContext context, string name) => Agents.FirstOrDefault(found => $"{found.Agent.Name}@{found.Agent.Environment}" == name) is { } agent
            ? context.Response.WriteAsJsonAsync(agent, AgentsJson.Wire.AgentDetail)
            : FakeEndpoints.Refuse(context, new ProblemRecord { Status = (int)HttpStatusCode.NotFound, Title = "Not Found", Code = "not_found", Detail = "There is no such agent." }));
    }
}
