using System.Diagnostics.CodeAnalysis;
using Agents.Core.Evaluation;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.WorkflowTests;

/// <summary>Runs a case and compares.</summary>
public static class WorkflowTestRun
{
    /// <summary>Runs a case in memory: no model, no clock, no disk.</summary>
    public static WorkflowTestResult Run(Workflow plan, WorkflowTestCase test)
    {
        if (Unknown(plan, test) is { Count: > 0 } unknown)
        {
            return new WorkflowTestResult(test.Name, unknown, ExecutionStatus.Queued, []);
        }

        var execution = new TestExecution(plan, test);
        execution.Run();
        var failures = execution.Failures.Count > 0 ? execution.Failures : Compare(test.Expect, execution);
        return new WorkflowTestResult(test.Name, failures, execution.State.Status, execution.Steps);
    }

    // A misspelt mock answers nobody, and a test that passes without it tests something else.
    private static List<TestFailure> Unknown(Workflow plan, WorkflowTestCase test)
    {
        var states = plan.AllStates().ToList();
        var agents = states.OfType<AgentState>().Select(static state => state.Agent);
        var names = states.Select(static state => state.Name).Concat(agents).ToHashSet(StringComparer.Ordinal);
        var signals = states.OfType<SignalState>().Any();
        return
        [
            .. test.Mocks.Keys.Where(name => !names.Contains(name)).Select(static name => new TestFailure($"mocks: the workflow has no state and no agent '{name}'.")),
            .. test.Approvals.Keys.Where(name => !states.Exists(state => state is ApprovalState && state.Name == name))
                .Select(static name => new TestFailure($"approvals: the workflow has no state '{name}' that asks people.")),
            .. test.Signals.Keys.Where(_ => !signals).Select(static name => new TestFailure($"signals: no state of the workflow waits for '{name}'.")),
            .. test.Expect.Steps?.Where(name => !names.Contains(name) && !name.EndsWith(".fork", StringComparison.Ordinal) && !name.EndsWith(".map", StringComparison.Ordinal))
                .Select(static name => new TestFailure($"expect.steps: the workflow has no state '{name}'.")) ?? [],
        ];
    }

    private static List<TestFailure> Compare(WorkflowExpectation expect, TestExecution execution)
    {
        var state = execution.State;
        var failures = new List<TestFailure>();
        if (state.Status != expect.Status)
        {
            var why = state.Error is { } error ? $" ({error.Category}: {error.Message})" : state.CurrentState is { } at && !state.Status.IsFinal() ? $" (in state '{at}')" : "";
            failures.Add(new TestFailure("status", expect.Status.ToName(), state.Status.ToName() + why));
        }

        if (expect.ErrorCategory is { } category && state.Error?.Category != category)
        {
            failures.Add(new TestFailure("error.category", category, state.Error?.Category ?? "no error"));
        }

        if (expect.ErrorMessage is { } message && state.Error?.Message.Contains(message, StringComparison.OrdinalIgnoreCase) != true)
        {
            failures.Add(new TestFailure("error.message", $"a text with '{message}'", state.Error?.Message ?? "no error"));
        }

        var outputs = state.Result ?? JsonValue.Null;
        if (expect.Outputs is { } expected)
        {
            JsonSubset.Compare(expected, outputs, "outputs", failures);
        }

        if (expect.OutputSchema is { } schema && JsonSchema.Compile(schema).Validate(outputs) is { Errors: { Count: > 0 } errors })
        {
            failures.AddRange(errors.Select(static error => new TestFailure($"output_schema: {error}")));
        }

        if (expect.Steps is { } steps && !steps.SequenceEqual(execution.Steps))
        {
            failures.Add(new TestFailure("steps", string.Join(", ", steps), string.Join(", ", execution.Steps)));
        }

        var scope = new AssertionScope(state, outputs);
        failures.AddRange(expect.Assertions.Select(assertion => Check(assertion, scope)).OfType<TestFailure>());
        return failures;
    }

    private static TestFailure? Check(TestAssertion assertion, AssertionScope scope)
    {
        try
        {
            return Templating.IsTrue(assertion.Program, scope) ? null : new TestFailure($"assert: {assertion.Text}", "true", "false");
        }
        catch (StarlarkException problem)
        {
            return new TestFailure($"assert: {assertion.Text}", "true", problem.Error.Message);
        }
    }

    private sealed class AssertionScope(ExecutionState state, JsonValue outputs) : IStarlarkScope
    {
        private readonly Dictionary<string, JsonValue> _values = new(StringComparer.Ordinal)
        {
            ["outputs"] = outputs,
            ["context"] = state.Context,
            ["steps"] = state.Context.Find("steps") ?? JsonObject.Empty,
            ["inputs"] = state.Inputs,
            ["status"] = state.Status.ToName(),
        };

        public IEnumerable<string> Names => _values.Keys;

        public bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
        {
            value = _values.TryGetValue(name, out var found) ? StarlarkJson.View(found) : null;
            return value is not null;
        }
    }
}
