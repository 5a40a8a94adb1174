using Agents.Client;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agents.Dashboard.Executions;

/// <summary>Parts of pages that the script asks for again. Each is the very component that the page holds.</summary>
internal static class ExecutionFragments
{
    public static void MapExecutionFragments(this WebApplication app)
    {
        app.MapGet("/fragments/executions", static (HttpContext context)
            => new RazorComponentResult<ExecutionList>(new { Query = ExecutionQuery.Of(context.Request.Query) }));
        app.MapGet("/executions/{id}/live", LiveAsync);
    }

    // Without the view there is nothing to swap in: the script leaves the page as it is and asks again later.
    private static async Task<IResult> LiveAsync(HttpContext context, AgentsClient client, string id)
    {
        var selection = ExecutionSelection.Of(id, context.Request.Query);
        var (view, problem) = await ExecutionView.LoadAsync(client, selection);
        return view is null
            ? Results.Text(problem?.Detail, statusCode: problem?.Status)
            : new RazorComponentResult<ExecutionLive>(new { View = view, Selection = selection });
    }
}
