using System.ClientModel;
using System.Text.Json;

namespace Agents.Silo.Models.Wires;

/// <summary>Turns what servers and networks do into <see cref="ModelFailure"/>s.</summary>
internal sealed class WireFailures(ProviderSettings settings, string model, string answerName)
{
    private const int LongestMessage = 500;

    public ModelFailure OfStatus(int status, WireError? error, TimeSpan? retryAfter)
    {
        var said = $"{Provider} answered {status}{Words(error)}";
        return error switch
        {
            { IsQuota: true } => ModelFailure.QuotaExhausted($"{said} Add credit to the account.", status),
            { IsAboutKey: true } => KeyRefused(status),
            _ => OfStatus(status, error, said, error?.RetryAfter ?? retryAfter),
        };
    }

    public ModelFailure OfErrorInStream(WireError error) => error switch
    {
        { IsQuota: true } => ModelFailure.QuotaExhausted($"{Provider}{Words(error)}"),
        { Status: 429 } => ModelFailure.RateLimited($"{Provider} limits the rate of calls{Words(error)}", error.RetryAfter),
        { Status: >= 400 and < 500 and not 408 and not 409 } => OfStatus(error.Status.Value, error, error.RetryAfter),
        _ => ModelFailure.Unavailable($"{Provider} broke off with an error{Words(error)}", error.Code ?? "error_in_stream", retryAfter: error.RetryAfter),
    };

    public ModelFailure OfSilence(TimeSpan waited, bool hasBegun)
        => ModelFailure.TimedOut($"{Provider} {(hasBegun ? "stopped in the middle of its answer" : "did not begin to answer")} for {waited.TotalSeconds:0.#} s.");

    public ModelFailure OfCutStream() => ModelFailure.Unavailable($"{Provider} closed the connection in the middle of its answer.", "stream_cut");

    /// <summary>What a broken connection or unreadable answer means; null for exceptions that are none of the network's.</summary>
    public ModelFailure? OfException(Exception exception, bool hasAnswered) => exception switch
    {
        JsonException => ModelFailure.Unavailable($"{Provider} sent something that is not {answerName}. Is {settings.BaseUrl} the right base URL?", "garbled_answer"),
        WireTooLongException => ModelFailure.Unavailable($"{Provider} sent an answer of more than {WireLimit.LongestAnswer / 1024 / 1024} MB.", "answer_too_long"),
        HttpRequestException or IOException or ClientResultException when hasAnswered => OfCutStream(),
        HttpRequestException or IOException or ClientResultException
            => ModelFailure.Unavailable($"{Provider} cannot be reached at {settings.BaseUrl}: {exception.GetBaseException().Message}", "unreachable"),
        _ => null,
    };

    private string Provider => $"The provider '{settings.Name}'";

    private ModelFailure OfStatus(int status, WireError? error, string said, TimeSpan? retryAfter) => status switch
    {
        // The provider's own words may repeat part of the key.
        401 or 403 => KeyRefused(status),
        402 => ModelFailure.QuotaExhausted(said, status),
        404 => ModelFailure.UnknownModel($"{said} (model '{model}' at {settings.BaseUrl})."),
        408 => ModelFailure.TimedOut(said, status),
        429 => ModelFailure.RateLimited($"{Provider} limits the rate of calls{Words(error)}", retryAfter),
        >= 500 or 409 => ModelFailure.Unavailable(said, status: status, retryAfter: retryAfter),
        _ => ModelFailure.BadRequest($"{said}{AdviceFor(error)}", error?.Code ?? "bad_request", status),
    };

    private ModelFailure KeyRefused(int status)
        => ModelFailure.Unauthorized($"{Provider} refused the key ({status}). Check it: {ProviderDefaults.SettingOf(settings.Name)}.", status);

    private string AdviceFor(WireError? error)
    {
        var message = error?.Message ?? "";
        return Says("response_format") || Says("json_schema") || Says("output_config") ? Advice("SupportsJsonSchema=false")
            : Says("temperature") || Says("top_p") ? Advice("SupportsSampling=false")
            : Says("tool_choice") ? Advice("SupportsToolChoice=false")
            : Says("max_completion_tokens") ? Advice("TokenLimitField=MaxTokens")
            : Says("max_tokens") && Says("instead") ? Advice("TokenLimitField=MaxCompletionTokens")
            : "";

        bool Says(string word) => message.Contains(word, StringComparison.OrdinalIgnoreCase);

        string Advice(string setting) => $" If the server does not take it, set {ModelProviderOptions.Section}:Providers:{settings.Name}:{setting}.";
    }

    private string Words(WireError? error) => error is null ? "." : $": {Clean(error.Message)}";

    private string Clean(string message)
    {
        var safe = string.IsNullOrEmpty(settings.ApiKey) ? message : message.Replace(settings.ApiKey, "***", StringComparison.Ordinal);
        return safe.Length <= LongestMessage ? safe : safe[..LongestMessage] + "…";
    }
}
