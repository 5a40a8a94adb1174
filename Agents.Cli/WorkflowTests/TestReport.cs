using System.Text;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Core.Executions;
using Agents.Core.WorkflowTests;
using Spectre.Console;

namespace Agents.Cli.WorkflowTests;

/// <summary>The results of test files, for people and for programs.</summary>
internal sealed class TestReport(CliOutput output)
{
    private readonly List<(string File, WorkflowTestResult Result)> _results = [];

    public bool AllPassed => _results.TrueForAll(static item => item.Result.Passed);

    public void Add(string file, WorkflowTestResult result)
    {
        _results.Add((file, result));
        var mark = result.Passed ? "[green]✓[/]" : "[red]✗[/]";
        output.People.MarkupLine($"{mark} {file.EscapeMarkup()} [dim]›[/] {result.Name.EscapeMarkup()}");
        foreach (var failure in result.Failures)
        {
            output.People.MarkupLine($"    [red]{failure.What.EscapeMarkup()}[/]");
            if (failure.Expected is not null)
            {
                output.People.MarkupLine($"      expected: [green]{failure.Expected.EscapeMarkup()}[/]");
                output.People.MarkupLine($"      actual:   [red]{(failure.Actual ?? "").EscapeMarkup()}[/]");
            }
        }
    }

    public void Finish()
    {
        var failed = _results.Count(static item => !item.Result.Passed);
        output.People.WriteLine($"{_results.Count - failed} passed, {failed} failed");
        if (output.IsJson)
        {
            output.Results.WriteLine(ToJson());
        }
    }

    private string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = AgentsJson.Wire.Options.Encoder }))
        {
            writer.WriteStartArray();
            foreach (var (file, result) in _results)
            {
                Write(writer, file, result);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string file, WorkflowTestResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("file", file);
        writer.WriteString("name", result.Name);
        writer.WriteBoolean("passed", result.Passed);
        writer.WriteString("status", result.Status.ToName());
        writer.WriteStartArray("steps");
        foreach (var step in result.Steps)
        {
            writer.WriteStringValue(step);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failures");
        foreach (var failure in result.Failures)
        {
            writer.WriteStartObject();
            writer.WriteString("what", failure.What);
            writer.WriteString("expected", failure.Expected);
            writer.WriteString("actual", failure.Actual);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
