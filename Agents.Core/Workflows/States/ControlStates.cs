using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Core.Workflows;

/// <summary>Chooses the next state by conditions; passes its input through.</summary>
/// <param name="Name">The state's name.</param>
public sealed record SwitchState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "switch";

    /// <inheritdoc/>
    public override bool IsPure => true;

    /// <summary>The value whose keys the conditions also see; null means the context alone.</summary>
    public ContextPath? DataPath { get; init; }

    /// <summary>Conditions and default; none true and no default fails the execution.</summary>
    public required RoutesTransition Routes { get; init; }
}

/// <summary>Writes data into the context (<c>inject</c>, <c>set</c>, <c>context</c>).</summary>
/// <param name="Name">The state's name.</param>
public sealed record InjectState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "inject";

    /// <inheritdoc/>
    public override bool IsPure => true;

    /// <summary>The data; templates inside are rendered.</summary>
    public required TemplateValue Data { get; init; }

    /// <summary>What is recorded as a warning when the state is entered; null where nothing is wrong.</summary>
    public string? Warning { get; init; }
}

/// <summary>Computes a value with Starlark.</summary>
/// <param name="Name">The state's name.</param>
public sealed record TransformState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "transform";

    /// <inheritdoc/>
    public override bool IsPure => true;

    /// <summary>The expression or program as it was written.</summary>
    public required string Expression { get; init; }

    /// <summary>Parsed; its value is <c>__result__</c> where it sets that, else its last expression.</summary>
    public required StarlarkProgram Program { get; init; }
}

/// <summary>A start state that declares a schedule and merges its input into the execution's.</summary>
/// <param name="Name">The state's name.</param>
public sealed record CronState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "cron";

    /// <inheritdoc/>
    public override bool IsPure => true;

    /// <summary>The cron expression.</summary>
    public required string Cron { get; init; }

    /// <summary>An IANA time zone. Default: <c>UTC</c>.</summary>
    public string Timezone { get; init; } = "UTC";

    /// <summary>Whether the schedule is on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Merged into the input.</summary>
    public JsonObject Data { get; init; } = JsonObject.Empty;
}

/// <summary>Ends the execution: <c>end</c> completes it, <c>fail</c> fails it with an error.</summary>
/// <param name="Name">The state's name.</param>
public sealed record EndState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => Fails ? "fail" : "end";

    /// <inheritdoc/>
    public override bool IsPure => true;

    /// <summary>Whether the execution fails here.</summary>
    public bool Fails { get; init; }

    /// <summary>The error's code; null means <c>failed</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error's message, with templates.</summary>
    public Template? ErrorMessage { get; init; }
}
