using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Executions;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Starlark;

namespace Agents.Core.WorkflowTests;

/// <summary>Reads test files.</summary>
internal sealed class WorkflowTestReader(DiagnosticBag bag)
{
    public static WorkflowTestLoad Load(string text, string fileName)
    {
        var bag = new DiagnosticBag(strict: true);
        var file = DocumentReader.Read(text, fileName, bag) is { } document ? new WorkflowTestReader(bag).Read(document) : null;
        return new WorkflowTestLoad(bag.HasErrors ? null : file, bag.InOrder());
    }

    private WorkflowTestFile? Read(DocumentNode document)
    {
        if (MappingReader.Of(document, bag, "the test file") is not { } keys)
        {
            return null;
        }

        var workflow = keys.RequireText("workflow") ?? "";
        var cases = (keys.Require("cases") is null ? null : keys.List("cases"))?.Items.Select(ReadCase).OfType<WorkflowTestCase>().ToList() ?? [];
        foreach (var twice in cases.GroupBy(static test => test.Name).Where(static named => named.Count() > 1))
        {
            bag.Error(DiagnosticCodes.ConflictingKeys, document.Place, $"There are {twice.Count()} cases named '{twice.Key}'.", "Give each case a name of its own.");
        }

        keys.Finish();
        return new WorkflowTestFile(workflow, cases);
    }

    private WorkflowTestCase? ReadCase(DocumentNode node)
    {
        if (MappingReader.Of(node, bag, "a case")?.RequireText("name") is not { } name)
        {
            return null;
        }

        var what = $"case '{name}'";
        var keys = new MappingReader((MappingNode)node, bag, what);
        var test = new WorkflowTestCase(name)
        {
            Inputs = keys.Mapping("inputs")?.Node.ToJson() as JsonObject ?? JsonObject.Empty,
            Mocks = Named(keys.Mapping("mocks"), value => Each(value, reply => ReadReply(reply, what))),
            Signals = Named(keys.Mapping("signals"), static value => Each(value, static payload => payload.ToJson())),
            Approvals = Named(keys.Mapping("approvals"), value => Each(value, decision => ReadDecision(decision, what))),
            Expect = keys.Mapping("expect") is { } expected ? ReadExpectation(expected) : new WorkflowExpectation(),
            Record = keys.Text("record"),
        };
        keys.Finish("name");
        return test;
    }

    private static Dictionary<string, IReadOnlyList<T>> Named<T>(MappingReader? keys, Func<DocumentNode, IReadOnlyList<T>> read)
        => keys?.Node.Entries.ToDictionary(static entry => entry.Key, entry => read(entry.Value), StringComparer.Ordinal) ?? [];

    // A list is one answer per call; an answer that is a list stands in a list.
    private static List<T> Each<T>(DocumentNode value, Func<DocumentNode, T> read)
        => value is SequenceNode list ? [.. list.Items.Select(read)] : [read(value)];

    private MockReply ReadReply(DocumentNode node, string what)
    {
        if (node is not MappingNode { Entries: [{ Key: "error" }] } failing)
        {
            return new MockReply(node.ToJson(), null);
        }

        var keys = MappingReader.Of(failing.Find("error"), bag, $"'error' of a mock of {what}");
        var error = new ExecutionError(
            keys?.Choice("category", ErrorCategory.Provider, ErrorCategory.RateLimited, ErrorCategory.Timeout, ErrorCategory.Validation, ErrorCategory.Unauthorized, ErrorCategory.Internal)
                ?? ErrorCategory.Provider,
            keys?.Text("message") ?? "mocked failure")
        {
            Code = keys?.Text("code"),
        };
        keys?.Finish();
        return new MockReply(null, error);
    }

    private MockDecision ReadDecision(DocumentNode node, string what)
    {
        if (node is ScalarNode { Text: "approve" or "reject" } word)
        {
            return new MockDecision(word.Text == "approve");
        }

        var keys = MappingReader.Of(node, bag, $"an approval of {what}");
        keys?.Require("decision");
        var decision = new MockDecision(keys?.Choice("decision", "approve", "reject") != "reject")
        {
            Actor = keys?.Text("actor"),
            Comment = keys?.Text("comment"),
            Edited = keys?.Find("edited")?.ToJson(),
        };
        keys?.Finish();
        return decision;
    }

    private WorkflowExpectation ReadExpectation(MappingReader keys)
    {
        var error = keys.Mapping("error");
        var expectation = new WorkflowExpectation
        {
            Status = keys.Choice("status", [.. Enum.GetValues<ExecutionStatus>().Select(static status => status.ToName())]) is { } name
                && StatusNames.TryParseExecution(name, out var status) ? status : ExecutionStatus.Completed,
            Outputs = keys.Node.Find("outputs") is null ? null : Known(keys, "outputs").ToJson(),
            OutputSchema = keys.Find("output_schema", "outputSchema") is { } schema ? ReadSchema(schema) : null,
            ErrorCategory = error?.Text("category"),
            ErrorMessage = error?.Text("message"),
            Assertions = [.. keys.List("assert")?.Items.Select(ReadAssertion).OfType<TestAssertion>() ?? []],
            Steps = keys.List("steps") is null ? null : keys.Texts("steps"),
        };
        error?.Finish();
        keys.Finish();
        return expectation;
    }

    // An expected null is something else than no expectation.
    private static DocumentNode Known(MappingReader keys, string key)
    {
        keys.Find(key);
        return keys.Node.Find(key)!;
    }

    private JsonValue? ReadSchema(DocumentNode node)
    {
        var schema = node.ToJson();
        if (JsonSchema.Check(schema) is [var problem, ..])
        {
            bag.Error(DiagnosticCodes.InvalidSchema, node.Place, $"'output_schema' is no JSON Schema: {problem}");
            return null;
        }

        return schema;
    }

    private TestAssertion? ReadAssertion(DocumentNode node)
    {
        if (node is not ScalarNode { Text: var text })
        {
            MappingReader.Mistyped(bag, node, "an assertion", "an expression");
            return null;
        }

        var parsed = StarlarkProgram.ParseExpression(text, StarlarkDialect.Conditions);
        if (parsed.Program is null)
        {
            bag.Error(DiagnosticCodes.StarlarkSyntax, node.Place, $"The assertion '{text}' is no expression: {parsed.Errors[0].Message}.");
            return null;
        }

        return new TestAssertion(text, parsed.Program);
    }
}
