using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>
/// Asks the models of a list in turn. The next one is asked where this one is broken, limited or silent; what is wrong with the call itself would be
/// wrong with every model.
/// </summary>
internal static class ModelFallback
{
    /// <exception cref="ModelCallException">No model gave an answer: the first one's failure, which decides whether and when the step tries again.</exception>
    public static async ValueTask<ModelCallRecord> AskAsync(ResolvedModel first, ChatOptions options, Func<ResolvedModel, ChatOptions, ValueTask<ModelCallRecord>> ask)
    {
        var skipped = new List<SkippedModel>();
        ModelFailure? cause = null;
        foreach (var model in first.Fallbacks.Prepend(first))
        {
            try
            {
                var call = await ask(model, OptionsFor(model, options));
                return skipped.Count == 0 ? call : call with { Skipped = skipped };
            }
            catch (ModelCallException exception) when (cause is not null || IsWorthAnother(exception.Failure))
            {
                cause ??= exception.Failure;
                skipped.Add(new SkippedModel(model.Provider, model.Model, exception.Failure.Category, exception.Failure.Message));
            }
        }

        var others = string.Join(" ", skipped.Skip(1).Select(static model => $"'{model.Model}' of '{model.Provider}': {model.Message}"));
        throw new ModelCallException(cause!.With($"The models after it gave no answer either: {others}"));
    }

    private static bool IsWorthAnother(ModelFailure failure) => failure.Category is ErrorCategory.Provider or ErrorCategory.RateLimited or ErrorCategory.Timeout;

    private static ChatOptions OptionsFor(ResolvedModel model, ChatOptions options)
    {
        if (options.ModelId == model.Model)
        {
            return options;
        }

        var own = options.Clone();
        own.ModelId = model.Model;
        return own;
    }
}
