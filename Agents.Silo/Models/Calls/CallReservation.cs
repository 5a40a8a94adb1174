using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Silo.Budgets;
using Agents.Silo.Models.StructuredOutput;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>Makes a call under a budget: the most that it can cost is reserved before, what it used counts after.</summary>
internal sealed class CallReservation(ModelCaller caller, CallAllowance allowance, ResolvedModel model, string agent)
{
    /// <summary>The longest answer where nobody says: without one, nothing could be reserved.</summary>
    public const int DefaultMaxTokens = 4_096;

    // Tokenizers make fewer tokens than this of prose and code in every language; a message has some of its own.
    private const int BytesPerToken = 3;

    private const int TokensPerMessage = 8;

    /// <exception cref="CallNotAllowedException">The budget does not allow the call; it was not made.</exception>
    /// <exception cref="ModelCallException">The provider gave no answer.</exception>
    public async ValueTask<ModelCallRecord> AskAsync(
        List<ChatMessage> messages, OutputContract? contract, AgentChatOptions options, Action<string>? onToken, CancellationToken cancellationToken)
    {
        var number = options.CallIndex;
        if (await allowance.ReserveAsync(number, Most(messages, contract, options), cancellationToken) is { } shortfall)
        {
            throw new CallNotAllowedException(shortfall);
        }

        ModelCallRecord? call = null;
        try
        {
            return call = await caller.AskAsync(model, agent, messages, options, onToken, cancellationToken);
        }
        finally
        {
            await (call is null
                ? allowance.ReleaseAsync(number)
                : allowance.SettleAsync(number, call.Usage));
        }
    }

    /// <summary>The most tokens that a prompt of this many bytes and messages comes to.</summary>
    public static long MostInput(long bytes, int messages) => (bytes / BytesPerToken) + 1 + (TokensPerMessage * messages);

    private TokenUsage Most(List<ChatMessage> messages, OutputContract? contract, AgentChatOptions options)
    {
        var maxTokens = options.MaxOutputTokens!.Value;
        var bytes = messages.Sum(PromptBytes.Of) + PromptBytes.Of(options.Tools) + (contract is { IsText: false } ? contract.Asked.ToUtf8Bytes().Length : 0);
        var input = MostInput(bytes, messages.Count);
        return new TokenUsage(input, maxTokens, caller.CostOf(model, input, maxTokens), 1);
    }
}

/// <summary>A budget does not allow a call.</summary>
internal sealed class CallNotAllowedException(BudgetShortfall shortfall) : Exception(shortfall.Describe())
{
    public BudgetShortfall Shortfall { get; } = shortfall;
}
