using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>Turns what servers and networks do into <see cref="ModelFailure"/>s.</summary>
internal sealed class ChatFailures(ProviderSettings settings, string model, TimeProvider time)
{
    private const int LongestMessage = 500;

    public ModelFailure OfStatus(int status, PipelineResponseHeaders headers, ChatError? error)
    {
        var said = $"{Provider} answered {status}{(error is null ? "" : $": {Clean(error.Message)}")}";
        return status switch
        {
            // The provider's own words may repeat part of the key.
            401 or 403 => ModelFailure.Unauthorized($"{Provider} refused the key ({status}). Check it: {ProviderDefaults.SettingOf(settings.Name)}.", status),
            402 => ModelFailure.QuotaExhausted(said, status),
            404 => ModelFailure.UnknownModel($"{said} (model '{model}' at {settings.BaseUrl})."),
            408 => ModelFailure.TimedOut(said, status),
            429 when error?.Code is "insufficient_quota" or "billing_hard_limit_reached" => ModelFailure.QuotaExhausted($"{said} Add credit to the account.", status),
            429 => ModelFailure.RateLimited($"{Provider} limits the rate of calls{(error is null ? "" : $": {Clean(error.Message)}")}", RetryAfter(headers)),
            >= 500 or 409 => ModelFailure.Unavailable(said, status: status, retryAfter: RetryAfter(headers)),
            _ => ModelFailure.BadRequest($"{said}{AdviceFor(error)}", error?.Code ?? "bad_request", status),
        };
    }

    public ModelFailure OfErrorInStream(ChatError error) => error.Code switch
    {
        "rate_limit_exceeded" or "429" => ModelFailure.RateLimited($"{Provider} limits the rate of calls: {Clean(error.Message)}", null),
        "insufficient_quota" => ModelFailure.QuotaExhausted($"{Provider}: {Clean(error.Message)}"),
        _ => ModelFailure.Unavailable($"{Provider} broke off with an error: {Clean(error.Message)}", error.Code ?? "error_in_stream"),
    };

    public ModelFailure OfSilence(TimeSpan waited, bool hasBegun)
        => ModelFailure.TimedOut($"{Provider} {(hasBegun ? "stopped in the middle of its answer" : "did not begin to answer")} for {waited.TotalSeconds:0.#} s.");

    public ModelFailure OfCutStream() => ModelFailure.Unavailable($"{Provider} closed the connection in the middle of its answer.", "stream_cut");

    /// <summary>What a broken connection or unreadable answer means; null for exceptions that are none of the network's.</summary>
    public ModelFailure? OfException(Exception exception, bool hasAnswered) => exception switch
    {
        JsonException => ModelFailure.Unavailable($"{Provider} sent something that is not a chat completion. Is {settings.BaseUrl} the right base URL?", "garbled_answer"),
        IOException or HttpRequestException or ClientResultException when hasAnswered => OfCutStream(),
        HttpRequestException or IOException => ModelFailure.Unavailable($"{Provider} cannot be reached at {settings.BaseUrl}: {Innermost(exception)}", "unreachable"),
        ClientResultException => ModelFailure.Unavailable($"{Provider} cannot be reached at {settings.BaseUrl}: {Innermost(exception)}", "unreachable"),
        _ => null,
    };

    private string Provider => $"The provider '{settings.Name}'";

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static string AdviceFor(ChatError? error)
        => error?.Message.Contains("response_format", StringComparison.OrdinalIgnoreCase) == true
            ? $" Set {ModelProviderOptions.Section}:Providers:<name>:SupportsJsonSchema=false for this server."
            : "";

    private string Clean(string message)
    {
        var safe = string.IsNullOrEmpty(settings.ApiKey) ? message : message.Replace(settings.ApiKey, "***", StringComparison.Ordinal);
        return safe.Length <= LongestMessage ? safe : safe[..LongestMessage] + "…";
    }

    private TimeSpan? RetryAfter(PipelineResponseHeaders headers)
    {
        if (headers.TryGetValue("retry-after-ms", out var milliseconds) && TryNumber(milliseconds, out var count))
        {
            return TimeSpan.FromMilliseconds(count);
        }

        if (!headers.TryGetValue("retry-after", out var text))
        {
            return null;
        }

        return TryNumber(text, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date) && date > time.GetUtcNow() ? date - time.GetUtcNow()
            : null;
    }

    // A day at most: beyond that it is a mistake or an insult.
    private static bool TryNumber(string? text, out double number)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && number is >= 0 and <= 86_400_000;
}
