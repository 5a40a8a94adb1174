using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>One life of a grain in memory: from its first call to its deactivation.</summary>
/// <remarks>
/// <see cref="Gate"/> guards the state, the mailbox and the scheduler's queue. It is held for a few instructions at a time
/// and never while user code runs.
/// </remarks>
internal sealed partial class Activation : IGrainContext
{
    private readonly ActivationScheduler _scheduler;
    private Mailbox _mailbox;
    private ActivationState _state = ActivationState.Creating;
    private int _lastUse;
    private int _keepAliveUntil;
    private IServiceScope? _scope;
    private GrainReference? _reference;

    public Activation(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
        _scheduler = new ActivationScheduler(this);
        _lastUse = grainClass.Silo.Heartbeat.Beat;
    }

    public Lock Gate { get; } = new();

    public GrainClass Class { get; }

    public string Key { get; }

    public object? GrainInstance { get; private set; }

    public GrainId GrainId => GrainId.Create(Class.GrainType, IdSpan.Create(Key));

    public GrainReference GrainReference => _reference ??= new GrainReference(Class, Key);

    /// <summary>Made at first use: a grain that asks for no services has no scope.</summary>
    public IServiceProvider ActivationServices => (_scope ??= Silo.Services.CreateScope()).ServiceProvider;

    private EmbeddedSilo Silo => Class.Silo;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"[Activation: {GrainId} State={_state}]";
}
