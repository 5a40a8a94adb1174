using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;

namespace Agents.Cli.Commands;

/// <summary><c>agents executions artifacts ID [NAME]</c>: the files of an execution.</summary>
internal static class ArtifactsCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The execution." };
        var name = new Argument<string?>("NAME") { Description = "The file to write out; without it they are listed.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<FileInfo?>("--output", "-o") { Description = "Where to write it. Default: standard output." };
        var command = new Command("artifacts", "List the files of an execution, or write one out.") { id, name, to };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            if (parsed.GetValue(name) is { } wanted)
            {
                await using var file = await client.Executions.OpenArtifactAsync(parsed.GetRequiredValue(id), wanted, cancellationToken);
                return await WriteAsync(output, file, parsed.GetValue(to), cancellationToken);
            }

            var page = await client.Executions.GetArtifactsAsync(parsed.GetRequiredValue(id), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageArtifactRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("File", "From", "Kind", "Bytes");
            foreach (var artifact in page.Items)
            {
                table.AddTextRow(artifact.Name, artifact.Source, artifact.MediaType, artifact.SizeBytes is { } size ? $"{size}" : "");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static async Task<int> WriteAsync(CliOutput output, Stream file, FileInfo? to, CancellationToken cancellationToken)
    {
        if (to is null)
        {
            using var reader = new StreamReader(file);
            output.Results.Write(await reader.ReadToEndAsync(cancellationToken));
            return ExitCode.Completed;
        }

        try
        {
            await using var target = to.Create();
            await file.CopyToAsync(target, cancellationToken);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new CliException($"'{to}' cannot be written: {problem.Message}");
        }

        return ExitCode.Completed;
    }
}
