using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Core.Formats.Schemas;

namespace Agents.Cli.Commands;

/// <summary><c>agents schema [graph|workflow|design]</c>: JSON Schema of a file format, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var format = new Argument<string>("FORMAT")
        {
            Description = "workflow (state machine, the default), graph or design.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = static _ => "workflow",
        };
        format.AcceptOnlyFromAmong("graph", "workflow", "design");
        var command = new Command("schema", "Write the JSON Schema of a file format, for editors.") { format };
        command.Runs((parsed, _) =>
        {
            var name = parsed.GetRequiredValue(format);
            var schema = FormatSchemas.Get(name) ?? throw new CliException($"This version has no JSON Schema for the format '{name}'.");
            new CliOutput(parsed, isJson: true).Results.WriteLine(JsonSerializer.Serialize(JsonElement.Parse(schema.ToUtf8Bytes()), ExecutionRun.Indented));
            return Task.FromResult(ExitCode.Completed);
        });
        return command;
    }
}
