using Agents.Core.Diagnostics;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Core.WorkflowTests;

/// <summary>A <c>*.test.yaml</c> file: a workflow and what it is expected to do (docs/formats/tests.md).</summary>
/// <param name="Workflow">Path of the workflow's file, relative to this one.</param>
/// <param name="Cases">The cases in the order of the file.</param>
public sealed record WorkflowTestFile(string Workflow, IReadOnlyList<WorkflowTestCase> Cases)
{
    /// <summary>Reads a file's text and reports every problem at once; unknown keys are errors, because a misspelt expectation expects nothing.</summary>
    public static WorkflowTestLoad Load(string text, string fileName) => WorkflowTestReader.Load(text, fileName);
}

/// <summary>What came of reading a test file.</summary>
/// <param name="File">The file; null exactly where a diagnostic is an error.</param>
/// <param name="Diagnostics">All problems, in the order of the text.</param>
public sealed record WorkflowTestLoad(WorkflowTestFile? File, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>One case: what the workflow is given, what its agents and people answer, and what is to come of it.</summary>
/// <param name="Name">Unique in its file.</param>
public sealed record WorkflowTestCase(string Name)
{
    /// <summary>What the execution is started with.</summary>
    public JsonObject Inputs { get; init; } = JsonObject.Empty;

    /// <summary>Answers by the name of a state, else of an agent, in the order of the calls.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MockReply>> Mocks { get; init; } = new Dictionary<string, IReadOnlyList<MockReply>>();

    /// <summary>Payloads by the name of a signal, in the order in which they come.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonValue>> Signals { get; init; } = new Dictionary<string, IReadOnlyList<JsonValue>>();

    /// <summary>Decisions by the name of the state that asks, in the order in which it asks.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MockDecision>> Approvals { get; init; } = new Dictionary<string, IReadOnlyList<MockDecision>>();

    /// <summary>What is to come of it.</summary>
    public WorkflowExpectation Expect { get; init; } = new();

    /// <summary>A file of recorded answers, relative to the test file; null means none.</summary>
    public string? Record { get; init; }
}

/// <summary>What an agent, or a workflow that a state runs, answers: a value, or a failure.</summary>
/// <param name="Output">The answer; null where it fails.</param>
/// <param name="Error">The failure; null where it answers.</param>
public sealed record MockReply(JsonValue? Output, ExecutionError? Error);

/// <summary>What people decide.</summary>
/// <param name="IsApproval">Whether they approve; else they reject.</param>
public sealed record MockDecision(bool IsApproval)
{
    /// <summary>Who decides; null means as many of the approvers as are needed.</summary>
    public string? Actor { get; init; }

    /// <summary>What they say; null means nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>The payload as they changed it; null means unchanged.</summary>
    public JsonValue? Edited { get; init; }
}

/// <summary>What a case expects; what it does not name may be anything.</summary>
public sealed record WorkflowExpectation
{
    /// <summary>The status in which the execution ends, or stands still because nothing in the case lets it go on.</summary>
    public ExecutionStatus Status { get; init; } = ExecutionStatus.Completed;

    /// <summary>What the outputs have to contain: keys that are not named may be there too, lists match item by item.</summary>
    public JsonValue? Outputs { get; init; }

    /// <summary>JSON Schema of the outputs.</summary>
    public JsonValue? OutputSchema { get; init; }

    /// <summary>The error's category.</summary>
    public string? ErrorCategory { get; init; }

    /// <summary>Text that the error's message has to contain.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Expressions over <c>outputs</c>, <c>context</c>, <c>steps</c>, <c>inputs</c> and <c>status</c> that have to be true.</summary>
    public IReadOnlyList<TestAssertion> Assertions { get; init; } = [];

    /// <summary>The states that are visited, in order; null means any.</summary>
    public IReadOnlyList<string>? Steps { get; init; }
}

/// <summary>An expression that has to be true.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Program">As it is compiled.</param>
public sealed record TestAssertion(string Text, StarlarkProgram Program);

/// <summary>Something that is not as a case expects it.</summary>
/// <param name="What">The place and what is wrong there.</param>
/// <param name="Expected">What was expected; null where <paramref name="What"/> says it.</param>
/// <param name="Actual">What was found; null where <paramref name="What"/> says it.</param>
public sealed record TestFailure(string What, string? Expected = null, string? Actual = null);

/// <summary>How a case went.</summary>
/// <param name="Name">The case.</param>
/// <param name="Failures">What is not as expected; empty where the case passes.</param>
/// <param name="Status">Where the execution was at the end.</param>
/// <param name="Steps">The states that were visited, in order.</param>
public sealed record WorkflowTestResult(string Name, IReadOnlyList<TestFailure> Failures, ExecutionStatus Status, IReadOnlyList<string> Steps)
{
    /// <summary>Whether everything was as expected.</summary>
    public bool Passed => Failures.Count == 0;
}
