namespace Agents.Core.Budgets;

/// <summary>Whose budget it is, as the journal and the API name it.</summary>
public static class BudgetScope
{
    /// <summary>The execution's own.</summary>
    public const string Execution = "execution";

    /// <summary>That of an execution that waits for this one, directly or through others.</summary>
    public const string Parent = "parent";

    /// <summary>That of all executions of a deployment in a day in UTC.</summary>
    public const string Deployment = "deployment";

    /// <summary>That of all executions of a day in UTC.</summary>
    public const string Day = "day";
}

/// <summary>What a budget limits, as definitions, the journal and the API name it.</summary>
public static class BudgetLimit
{
    /// <summary>Input and output tokens.</summary>
    public const string Tokens = "tokens";

    /// <summary>US dollars.</summary>
    public const string CostUsd = "cost_usd";

    /// <summary>Seconds since the first state began.</summary>
    public const string Time = "time";

    /// <summary>Answered model calls.</summary>
    public const string ModelCalls = "model_calls";

    /// <summary>Calls of tools.</summary>
    public const string ToolCalls = "tool_calls";
}
