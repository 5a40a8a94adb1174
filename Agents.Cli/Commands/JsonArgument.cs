using System.Text.Json;

namespace Agents.Cli.Commands;

/// <summary>JSON on the command line, or <c>@FILE</c>.</summary>
internal static class JsonArgument
{
    /// <summary>The value; null where nothing is given.</summary>
    /// <exception cref="CliException">It is no JSON, or the file cannot be read.</exception>
    public static JsonElement? Read(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text.StartsWith('@') ? File.ReadAllText(text[1..]) : text);
        }
        catch (JsonException problem)
        {
            throw new CliException($"{option} is no JSON: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file of {option} cannot be read: {problem.Message}");
        }
    }
}
