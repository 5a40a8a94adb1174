using Agents.Core.Executions;

namespace Agents.Silo.Models;

/// <summary>
/// Why a model gave no usable answer: data that outlives the process. Messages carry no key and no stack trace.
/// A failure that waiting cannot mend is never in a category that the engine retries.
/// </summary>
public sealed record ModelFailure
{
    private ModelFailure(string category, string code, string message)
    {
        Category = category;
        Code = code;
        Message = message;
    }

    /// <summary>One of <see cref="ErrorCategory"/>.</summary>
    public string Category { get; }

    /// <summary>Finer than the category: <c>quota_exhausted</c>, <c>stream_cut</c>, <c>degraded_output</c>, ...</summary>
    public string Code { get; }

    /// <summary>What happened, naming the provider, and what to do.</summary>
    public string Message { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool Retryable => !IsPermanent && ErrorCategory.IsTransient(Category);

    private bool IsPermanent { get; init; }

    /// <summary>The failure as the journal has it.</summary>
    internal ExecutionError ToError() => new(Category, Message) { Code = Code, IsPermanent = !Retryable, RetryAfter = RetryAfter };

    /// <summary>How long the provider asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The provider's HTTP status; null where no answer came.</summary>
    public int? Status { get; private init; }

    /// <summary>The silo's settings do not allow the call.</summary>
    public static ModelFailure NotConfigured(string message) => new(ErrorCategory.InvalidDefinition, "provider_not_configured", message);

    /// <summary>The provider wants fewer calls.</summary>
    public static ModelFailure RateLimited(string message, TimeSpan? retryAfter)
        => new(ErrorCategory.RateLimited, "rate_limited", message) { RetryAfter = retryAfter, Status = 429 };

    /// <summary>The account has no credit left: waiting does not help.</summary>
    public static ModelFailure QuotaExhausted(string message, int? status = null)
        => new(ErrorCategory.Unauthorized, "quota_exhausted", message) { Status = status };

    /// <summary>The provider refused the key.</summary>
    public static ModelFailure Unauthorized(string message, int status) => new(ErrorCategory.Unauthorized, "key_refused", message) { Status = status };

    /// <summary>The provider does not know the model.</summary>
    public static ModelFailure UnknownModel(string message) => new(ErrorCategory.InvalidDefinition, "unknown_model", message) { Status = 404 };

    /// <summary>The provider refused the request itself.</summary>
    public static ModelFailure BadRequest(string message, string code, int? status = null) => new(ErrorCategory.Validation, code, message) { Status = status };

    /// <summary>The provider is broken or unreachable right now.</summary>
    public static ModelFailure Unavailable(string message, string code = "unavailable", int? status = null, TimeSpan? retryAfter = null)
        => new(ErrorCategory.Provider, code, message) { Status = status, RetryAfter = retryAfter };

    /// <summary>The provider declined to answer this prompt.</summary>
    public static ModelFailure Refused(string message) => new(ErrorCategory.Validation, "content_refused", message);

    /// <summary>The same failure, with what became of the models that were asked after it.</summary>
    internal ModelFailure With(string further) => new(Category, Code, $"{Message} {further}") { RetryAfter = RetryAfter, Status = Status };

    /// <summary>No answer in time.</summary>
    public static ModelFailure TimedOut(string message, int? status = null) => new(ErrorCategory.Timeout, "timeout", message) { Status = status };

    /// <summary>A tool failed, or an agent came to no end.</summary>
    public static ModelFailure Of(ExecutionError error) => new(error.Category, error.Code ?? error.Category, error.Message) { RetryAfter = error.RetryAfter, IsPermanent = error.IsPermanent };

    /// <summary>The answer does not match the output schema, not even after repair and a second try.</summary>
    public static ModelFailure DegradedOutput(string message) => new(ErrorCategory.Validation, "degraded_output", message);
}

/// <summary>How an <see cref="Microsoft.Extensions.AI.IChatClient"/> of ours reports a <see cref="ModelFailure"/> through a seam that only knows exceptions.</summary>
internal sealed class ModelCallException(ModelFailure failure, Exception? cause = null) : Exception(failure.Message, cause)
{
    public ModelFailure Failure { get; } = failure;
}
