namespace Agents.Core.Executions;

/// <summary>What kind of failure it was (architecture §5.5). The names are those of problem details and of the journal.</summary>
public static class ErrorCategory
{
    /// <summary>An input or an output breaks its schema, or a value cannot be computed.</summary>
    public const string Validation = "validation_error";

    /// <summary>The definition cannot do this.</summary>
    public const string InvalidDefinition = "invalid_definition";

    /// <summary>The provider asks for patience.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The provider or the way to it failed.</summary>
    public const string Provider = "provider_error";

    /// <summary>It took too long.</summary>
    public const string Timeout = "timeout";

    /// <summary>The provider refuses the key.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>Who asks may not, or a person said no.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>It makes no sense as things are now.</summary>
    public const string Conflict = "conflict";

    /// <summary>There is no such thing.</summary>
    public const string NotFound = "not_found";

    /// <summary>The budget is spent.</summary>
    public const string BudgetExceeded = "budget_exceeded";

    /// <summary>Our fault.</summary>
    public const string Internal = "internal_error";

    /// <summary>Whether another attempt can succeed where nothing else changes.</summary>
    public static bool IsTransient(string category) => category is RateLimited or Provider or Timeout;
}
