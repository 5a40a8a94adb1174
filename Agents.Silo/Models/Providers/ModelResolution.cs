using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>What an agent's model settings come to: a model to ask, or the reason why there is none. A closed family.</summary>
public abstract record ModelResolution
{
    private protected ModelResolution()
    {
    }

    /// <summary>Tells the two apart.</summary>
    public bool TryGetModel([NotNullWhen(true)] out ResolvedModel? model, [NotNullWhen(false)] out ModelFailure? failure)
    {
        model = this as ResolvedModel;
        failure = (this as ModelRefusal)?.Failure;
        return model is not null;
    }
}

/// <summary>A model that can be asked. Shared by all calls to it.</summary>
/// <param name="Provider">The provider's configured name.</param>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Client">The way to ask it; owned by <see cref="ModelProviders"/>.</param>
/// <param name="Capabilities">What it can do.</param>
public sealed record ResolvedModel(string Provider, string Model, IChatClient Client, ModelCapabilities Capabilities) : ModelResolution
{
    /// <summary>The provider that gives it; null for what answers in this process.</summary>
    internal IModelProvider? Source { get; init; }

    /// <summary>Where it is reached; null for what answers in this process.</summary>
    public Uri? Address { get; init; }

    /// <summary>The provider's name as traces and metrics have it.</summary>
    public string Vendor { get; init; } = Provider;

    /// <summary>The models that are asked in turn where this one gives no answer for a while.</summary>
    public IReadOnlyList<ResolvedModel> Fallbacks { get; init; } = [];
}

/// <summary>No such model here; the failure's message names the setting to set.</summary>
/// <param name="Failure">Why; never retryable.</param>
public sealed record ModelRefusal(ModelFailure Failure) : ModelResolution;
