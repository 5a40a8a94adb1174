using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Testing.Models;

namespace Agents.Chaos.Models;

/// <summary>
/// What the model answers: told by the prompt and the attempt alone, so that the server and the engine's model in this process give the same to whoever asks,
/// however often. Marks in the prompt ask for trouble: <c>flaky=2</c> (the first attempts fail), <c>refuse=b</c> (the item b is refused), <c>silent</c>, <c>slow</c>.
/// </summary>
internal static partial class FakeReply
{
    /// <summary>
    /// As the server sends it. With <c>tools=2</c> in the prompt it asks for one or two calls of a tool in its first two answers, and for their results in the next.
    /// </summary>
    /// <param name="request">What was asked.</param>
    /// <param name="attempt">The attempt that asks.</param>
    /// <param name="tool">Where the tool is.</param>
    public static OpenAIAnswer ToAnswer(OpenAIRequest request, int attempt, string tool)
    {
        var (prompt, turn) = (request.Prompt, request.Answers);
        var expected = Enumerable.Range(0, turn).SelectMany(earlier => Calls(prompt, earlier, tool)).Select(static call => call.Id);
        return !request.Results.SequenceEqual(expected) ? OpenAIAnswer.Error(400, "The results of tools are not those that were asked for.")
            : Tools().Match(prompt) is { Success: true } tools && turn < int.Parse(tools.Groups["count"].Value, CultureInfo.InvariantCulture) ? OpenAIAnswer.Call(Calls(prompt, turn, tool))
            : ToAnswer(prompt, attempt);
    }

    private static ScriptedCall[] Calls(string prompt, int turn, string tool)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{turn} {prompt}"));
        return [.. Enumerable.Range(0, 1 + (hash[0] % 3)).Select(index => new ScriptedCall($"c{turn}-{index}", "http_request", $$"""{"url":"{{tool}}/{{Convert.ToHexStringLower(hash.AsSpan(1, 6))}}/{{index}}"}"""))];
    }

    private static OpenAIAnswer ToAnswer(string prompt, int attempt) => Of(prompt, attempt) switch
    {
        ({ } output, null) => OpenAIAnswer.Text(output.ToJson()) with { Delay = Delay(prompt) },
        (null, { Category: ErrorCategory.RateLimited }) => OpenAIAnswer.Error(429),
        (null, { Category: ErrorCategory.Provider }) => OpenAIAnswer.Error(500),
        (null, { Category: ErrorCategory.Validation }) => OpenAIAnswer.Error(400, code: "bad_request"),
        _ => new OpenAIAnswer.Silence(),
    };

    /// <summary>As the engine is told: an output, an error, or neither where the model says nothing.</summary>
    public static (JsonValue? Output, ExecutionError? Error) Of(string prompt, int attempt)
    {
        if (prompt.Contains(" silent ", StringComparison.Ordinal))
        {
            return (null, null);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(prompt));
        if (Flaky().Match(prompt) is { Success: true } flaky && attempt <= int.Parse(flaky.Groups["count"].Value, CultureInfo.InvariantCulture))
        {
            return (null, hash[0] % 2 == 0
                ? new ExecutionError(ErrorCategory.RateLimited, "scripted") { Code = "rate_limited" }
                : new ExecutionError(ErrorCategory.Provider, "scripted") { Code = "unavailable" });
        }

        return Refuse().Match(prompt) is { Success: true } refuse && refuse.Groups["item"].Value == refuse.Groups["refused"].Value
            ? (null, new ExecutionError(ErrorCategory.Validation, "scripted") { Code = "bad_request", IsPermanent = true })
            : (JsonObject.Of(("word", Convert.ToHexStringLower(hash.AsSpan(0, 4))), ("n", hash[4] % 10)), null);
    }

    private static TimeSpan Delay(string prompt)
        => TimeSpan.FromMilliseconds(prompt.Contains(" slow ", StringComparison.Ordinal) ? 250 : 5 + (SHA256.HashData(Encoding.UTF8.GetBytes(prompt))[5] % 40));

    [GeneratedRegex(@" tools=(?<count>\d)")]
    private static partial Regex Tools();

    [GeneratedRegex(@" flaky=(?<count>\d)")]
    private static partial Regex Flaky();

    [GeneratedRegex(@" item=(?<item>\S+) .*refuse=(?<refused>\S+)", RegexOptions.Singleline)]
    private static partial Regex Refuse();
}
