using Agents.Core.Chat.Composition;
using Agents.Core.Workflows;

namespace Agents.Core.Chat;

/// <summary>Something that could make a workflow better.</summary>
/// <param name="Text">What, and why.</param>
/// <param name="Message">What to say in the chat to get it; null where it takes something outside of the chat.</param>
public sealed record Advice(string Text, string? Message);

/// <summary>What guided mode suggests for a workflow, and how often it will ask a model.</summary>
public static class WorkflowAdvice
{
    private const int MostAdvice = 4;

    // Lists are as long as they are: three items stand for "some".
    private const int UsualItems = 3;

    /// <summary>Extra steps and tools, most useful first.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="hasTool">Whether a built-in tool is set up here.</param>
    public static IReadOnlyList<Advice> Of(Workflow plan, Func<string, bool> hasTool)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(hasTool);
        return [.. Review(plan).Concat(Approval(plan)).Concat(Tools(plan, hasTool)).Concat(Summary(plan)).Take(MostAdvice)];
    }

    /// <summary>How many model calls one execution makes if every way is taken once and a list has three items.</summary>
    public static int ModelCalls(Workflow plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Calls(plan.States);
    }

    private static int Calls(IEnumerable<State> states) => states.Sum(static state => state switch
    {
        AgentState or PatternState => 1,
        ForeachState each => UsualItems * Calls(each.Iterator.States),
        _ => state.Blocks().Sum(static block => Calls(block.States)),
    });

    private static IEnumerable<Advice> Summary(Workflow plan)
        => Agents(plan) is [var first, var second, ..] && first.Agent == "researcher" && second.Agent == "writer" && !Has(plan, "summar")
            ? [new Advice($"Add a summary between '{first.Name}' and '{second.Name}': the writer then reads less, which costs less.", $"Add a summarize step before {second.Name}")]
            : [];

    private static IEnumerable<Advice> Review(Workflow plan)
        => Agents(plan) is { Count: > 0 } agents && agents.Any(static state => state.Agent is "writer" or "editor") && agents.Find(static state => state.Agent == "publisher") is { } last && !Has(plan, "review")
            ? [new Advice($"Let a second agent review the text before '{last.Name}'.", $"Add a review step before {last.Name}")]
            : [];

    private static IEnumerable<Advice> Approval(Workflow plan)
        => Agents(plan).Find(static state => state.Agent == "publisher") is { } last && !plan.AllStates().OfType<ApprovalState>().Any()
            ? [new Advice($"Ask a person before '{last.Name}'.", $"Ask for approval before {last.Name}")]
            : [];

    private static IEnumerable<Advice> Tools(Workflow plan, Func<string, bool> hasTool)
    {
        foreach (var state in plan.AllStates().OfType<AgentState>())
        {
            var tool = Role.ToolOf(state.Task?.Text ?? "");
            if (tool is null || state.Definition is null || state.Definition.Tools.Any(known => known.Name == tool))
            {
                continue;
            }

            yield return hasTool(tool)
                ? new Advice($"Let '{state.Name}' use the tool {tool}.", $"Use {tool} in {state.Name}")
                : new Advice(tool == "web_search"
                    ? $"'{state.Name}' could search the web: set TAVILY_API_KEY or SERPER_API_KEY for the server, then say \"Use web_search in {state.Name}\"."
                    : $"'{state.Name}' could use the tool {tool}, which is not set up here.", null);
            yield break;
        }
    }

    private static List<AgentState> Agents(Workflow plan) => [.. plan.States.OfType<AgentState>()];

    private static bool Has(Workflow plan, string word) => plan.AllStates().Any(state => state.Name.Contains(word, StringComparison.Ordinal));
}
