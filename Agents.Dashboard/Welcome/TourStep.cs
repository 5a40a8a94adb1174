using Agents.Client;
using Agents.Client.Executions;
using Agents.Client.Paging;
using Agents.Dashboard.Silo;

namespace Agents.Dashboard.Welcome;

/// <summary>One thing to do in the tour.</summary>
/// <param name="Title">What.</param>
/// <param name="About">Why, and what one sees.</param>
/// <param name="Path">Where.</param>
/// <param name="IsDone">Whether it was done already, by whatever way.</param>
internal sealed record TourStep(string Title, string About, string Path, bool IsDone)
{
    /// <summary>The tour as it stands: what is there tells what was done, so nothing is remembered.</summary>
    public static async Task<IReadOnlyList<TourStep>> AllAsync(AgentsClient client)
    {
        var workflows = Reply.Of(client.Workflows.ListAsync(limit: 1));
        var executions = Reply.Of(client.Executions.ListAsync(new ExecutionFilter { Limit = 1 }));
        var completed = Reply.Of(client.Executions.ListAsync(new ExecutionFilter { Statuses = [ExecutionStatuses.Completed], Limit = 1 }));
        var providers = Reply.Of(client.Providers.ListAsync());
        await Task.WhenAll(workflows, executions, completed, providers);
        var workflow = First(await workflows);
        var execution = First(await executions);
        var ended = First(await completed);
        var isRepeated = ended is not null && (await Reply.Of(client.Executions.GetForksAsync(ended.Id, 1))).Value is { Items.Count: > 0 };
        var isConnected = (await providers).Value?.Any(static one => one is { Configured: true, Name: not "offline" }) ?? false;
        return
        [
            new("Add a workflow", "A workflow is a text file: states, agents, and what leads where. Take an example below.", "/workflows", workflow is not null),
            new("Run it", "The form is made of the workflow's schema, and a sample fills it. Agents answer offline until a provider is set.", workflow is null ? "/workflows" : $"/workflows/{Uri.EscapeDataString(workflow.Id)}/run?sample=true", execution is not null),
            new("Watch it, and look inside", "Graph, timeline and journal follow live. Choose a step to see what its model was told, what it said and what it cost.", execution is null ? "/executions" : $"/executions/{Uri.EscapeDataString(execution.Id)}", ended is not null),
            new("Go back in time", "Choose an event, see the context of that moment, and run again from there: what was recorded is not paid for twice.", ended is null ? "/executions" : $"/executions/{Uri.EscapeDataString(ended.Id)}", isRepeated),
            new("Set a provider", "With a key the same workflows ask real models. The key is stored encrypted and never shown.", "/settings", isConnected),
        ];
    }

    private static T? First<T>(Reply<ItemPage<T>> reply)
        where T : class
        => reply.Value is { Items: [var first, ..] } ? first : null;
}
