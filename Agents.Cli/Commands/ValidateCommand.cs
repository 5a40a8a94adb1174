using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Workflows;
using Agents.Client.Json;
using Agents.Client.Problems;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents validate FILE...</c>: every problem of every file, as a compiler tells them.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Workflow files, YAML or JSON, and agent files (.prompt); - reads standard input.", Arity = ArgumentArity.OneOrMore };
        var strict = new Option<bool>("--strict") { Description = "Warnings about unknown keys and undefined agents are errors." };
        var json = SharedOptions.Json();
        var command = new Command("validate", "Check workflow and agent files without running them.") { files, strict, json };
        command.Runs((parsed, cancellationToken) => ValidateAsync(
            new CliOutput(parsed, parsed.GetValue(json)), parsed.GetRequiredValue(files), parsed.GetValue(strict), cancellationToken));
        return command;
    }

    private static async Task<int> ValidateAsync(CliOutput output, string[] files, bool strict, CancellationToken cancellationToken)
    {
        var checkedFiles = new List<CheckedFile>();
        foreach (var file in files)
        {
            checkedFiles.Add(await CheckedFile.ReadAsync(file, strict, cancellationToken));
        }

        if (output.IsJson)
        {
            WriteJson(output.Results, checkedFiles);
        }
        else
        {
            WriteLines(output, checkedFiles);
        }

        return checkedFiles.TrueForAll(static file => file.IsValid) ? ExitCode.Completed : ExitCode.Invalid;
    }

    private static void WriteLines(CliOutput output, List<CheckedFile> files)
    {
        var lines = new DiagnosticLines(output.People);
        foreach (var file in files)
        {
            lines.Write(file.Name, file.Diagnostics);
        }

        var errors = CountOf(files, DiagnosticSeverities.Error);
        var warnings = CountOf(files, DiagnosticSeverities.Warning);
        output.People.WriteLine($"{Counted(files.Count, "file")}: {Counted(errors, "error")}, {Counted(warnings, "warning")}");
    }

    private static void WriteJson(TextWriter results, List<CheckedFile> files)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = AgentsJson.Wire.Options.Encoder }))
        {
            writer.WriteStartArray();
            foreach (var file in files)
            {
                writer.WriteStartObject();
                writer.WriteString("file", file.Name);
                writer.WriteString("workflow_id", file.WorkflowId);
                writer.WriteString("agent", file.Agent);
                writer.WriteBoolean("valid", file.IsValid);
                writer.WritePropertyName("diagnostics");
                JsonSerializer.Serialize(writer, file.Diagnostics, AgentsJson.Wire.IReadOnlyListDiagnosticRecord);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        results.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static int CountOf(List<CheckedFile> files, string severity)
        => files.Sum(file => file.Diagnostics.Count(diagnostic => diagnostic.Severity == severity));

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
