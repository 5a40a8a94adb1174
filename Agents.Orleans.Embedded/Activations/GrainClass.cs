using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A grain class and its living activations, at most one per key.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new();
    private readonly Lazy<Func<Activation, object>> _factory;

    public GrainClass(EmbeddedSilo silo, Type type)
    {
        Silo = silo;
        Type = type;
        GrainType = GrainType.Of(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        CollectionAgeInBeats = silo.Heartbeat.Beats(silo.Collection.AgeOf(type));
        _factory = new Lazy<Func<Activation, object>>(CreateFactory);
    }

    public EmbeddedSilo Silo { get; }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>How long a grain of this class is idle before it is deactivated, in beats; the largest number for never.</summary>
    public int CollectionAgeInBeats { get; }

    public IEnumerable<Activation> Activations => _activations.Select(entry => entry.Value);

    /// <summary>Puts the call into the mailbox of the key's activation, making one if there is none.</summary>
    public void Send(string key, Call call)
    {
        while (!Silo.RefusesCalls)
        {
            if (!_activations.TryGetValue(key, out var activation))
            {
                if (Silo.RefusesActivation)
                {
                    break;
                }

                activation = _activations.GetOrAdd(key, static (key, grainClass) => new Activation(grainClass, key), this);
            }

            if (activation.Post(call))
            {
                return;
            }

            Remove(activation);
        }

        call.Reject(new SiloUnavailableException($"The silo is stopping: {call} of {GrainType}/{key} cannot run any more."));
    }

    public void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    /// <summary>Runs the constructor with the activation's services and storages; on the activation's scheduler.</summary>
    public object CreateInstance(Activation activation)
    {
        try
        {
            return _factory.Value(activation);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain type '{Type}'. See InnerException for details.", error);
        }
    }

    private Func<Activation, object> CreateFactory()
    {
        var constructor = Constructor();
        var parameters = constructor.GetParameters();
        if (parameters.Length == 0)
        {
            var invoker = ConstructorInvoker.Create(constructor);
            return _ => invoker.Invoke();
        }

        var stored = Array.FindAll(parameters, parameter => parameter.IsDefined(typeof(PersistentStateAttribute)));
        var states = Array.ConvertAll(stored, PersistentStateFactory.For);
        var create = ActivatorUtilities.CreateFactory(Type, Array.ConvertAll(stored, parameter => parameter.ParameterType));
        return activation => create(activation.ActivationServices, Array.ConvertAll(states, state => state(activation)));
    }

    private ConstructorInfo Constructor()
    {
        var constructors = Type.GetConstructors();
        return constructors.Length == 1
            ? constructors[0]
            : throw new OrleansConfigurationException(
                $"Grain class {Type} has {constructors.Length} public constructors: give it exactly one, for the runtime to call.");
    }
}
