using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>
/// A manager splits the task, its workers do the parts at once, the manager makes one answer of theirs.
/// Result <c>{subtasks, worker_results, final_result}</c>.
/// </summary>
internal static class HierarchicalPattern
{
    private const string Plan = "plan";
    private const string Work = "work";

    private const string Results
        = """[{"worker": _pattern.plan.subtasks[i].worker, "task": _pattern.plan.subtasks[i].task, "result": _pattern.work[i]} for i in range(len(_pattern.work))]""";

    public static StateBlock Build(PatternState pattern)
    {
        var block = new PatternBuilder(pattern);
        var manager = pattern.Agents.FirstOrDefault(static agent => agent.Role == "manager") ?? pattern.Agents[0];
        var workers = pattern.Agents.Where(agent => !ReferenceEquals(agent, manager)).ToList();
        var question = block.Call(Plan, manager, PatternBlocks.Given, null) with
        {
            Task = block.TaskWith($"Split this into subtasks for these workers, each with the worker's name and what it is to do:\n{Assignments.Describe(workers)}"),
        };
        var subtask = Assignments.ObjectOf(("worker", Assignments.OneOf(workers.Select(static worker => worker.Name))), ("task", JsonObject.Of(("type", "string"))));
        var everyone = new ObjectValue([KeyValuePair.Create("subtasks", (TemplateValue)new ArrayValue([.. workers.Select(worker => Subtask(worker, pattern.Task))]))]);
        var task = PatternBuilder.Value("_assigned.task").Template;
        return block
            .Add(Assignments.Ask(
                block, Plan, question, Assignments.ObjectOf(("subtasks", Assignments.ListOf(subtask))), everyone,
                $"The manager '{manager.Name}' gave no list of subtasks that can be read; every worker gets the whole task.", Work))
            .Add(Assignments.Run(block, Work, [Plan, "subtasks"], workers, "_assigned.worker", task, "summary"))
            .Add(block.Call("summary", manager, Results, "result") with
            {
                Task = block.TaskWith("The workers have done their parts; the input has what each of them answered. Make one answer of it."),
            })
            .Add(block.Compute(
                "result",
                $$"""{"subtasks": {{block.Result(Plan)}}.subtasks, "worker_results": {{Results}}, "final_result": {{block.Result("summary")}}}""",
                null))
            .Build(Plan);
    }

    private static ObjectValue Subtask(PatternAgent worker, Template? task) => new(
    [
        KeyValuePair.Create("worker", (TemplateValue)new ConstantValue(worker.Name)),
        KeyValuePair.Create("task", task is null ? new ConstantValue("Work on the input.") : (TemplateValue)new TextValue(task)),
    ]);
}
