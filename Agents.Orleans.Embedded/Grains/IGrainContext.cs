using Orleans.Runtime;

namespace Orleans
{
    /// <summary>Gives the activation that the calling code runs in.</summary>
    public interface IGrainContextAccessor
    {
        /// <summary>The running activation; throws outside of a grain.</summary>
        IGrainContext GrainContext { get; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>One activation of a grain, as grain code sees it.</summary>
    public interface IGrainContext : IEquatable<IGrainContext>
    {
        GrainReference GrainReference { get; }

        GrainId GrainId { get; }

        /// <summary>The grain object; null until its constructor has returned.</summary>
        object? GrainInstance { get; }

        /// <summary>The activation's own scope of services.</summary>
        IServiceProvider ActivationServices { get; }

        /// <summary>Ends when deactivation has ended. Awaiting it inside the grain waits for ever.</summary>
        Task Deactivated { get; }

        /// <summary>Starts deactivation; the calls that run now finish first. Does nothing when it has started already.</summary>
        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    }
}
