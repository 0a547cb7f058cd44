// The words of the page around the bench.

import { familyNames } from '../benches/autoencoder/familyNames.ts'
import { defineWords, type wordsIn } from '../ui/words.tsx'

/** Names of fields, for sentences about them; a field without one is named by its path in the recipe. */
const fields: Record<string, string> = {
  'data.set': 'Another data set',
  'data.own': 'Another data set',
  'data.train': 'Another number of training images',
  'data.classes': 'Another choice of classes',
  'data.pixels': 'Another reading of the pixels',
  'data.centre': 'Centring',
  corrupt: 'Another corruption',
  'corrupt.sigma': 'Another noise',
  'corrupt.clip': 'Clipping or not',
  'corrupt.rate': 'Another rate of corruption',
  'corrupt.size': 'Another size of the patches',
  'encode.layers': 'Another encoder',
  'encode.dropout': 'Another dropout',
  'encode.activation': 'Another activation',
  'encode.initial': 'Another initialisation',
  'code.size': 'Another code size',
  'code.activation': 'Another activation of the code',
  'code.kind': 'Another kind of code',
  'code.condition': 'A label more or less',
  'code.samples': 'Another number of samples',
  'code.gradient': 'Another way of the gradient',
  'decode.layers': 'Another decoder',
  'decode.tied': 'Tying or untying weights',
  'decode.output': 'Another output',
  'decode.variance': 'Another output variance',
  'decode.bias': 'Another start of the output bias',
  'objective.reconstruction.reduce': 'Another reduction',
  'objective.reconstruction.over': 'Another choice of the pixels that count',
  'objective.kl.warmup': 'Another warm-up',
  'objective.kl.freeBits': 'Another allowance of free nats',
  'objective.klSparsity.target': 'Another target of sparsity',
  'objective.klSparsity.average': 'Another average of the activations',
  'objective.contraction.method': 'Another way to the Jacobian',
  'optimise.method': 'Another optimiser',
  seed: 'Another seed',
}

const faults = {
  precision: 'its numbers have fewer than 32 bits',
  step: 'a small training step with a known result comes out otherwise',
  failed: 'it broke off in a small test',
}

export const words = defineWords({
  en: {
    name: 'Bottleneck',
    families: 'Families',
    ...familyNames,
    compare: 'Compare A | B',
    compareShort: 'A | B',
    comparing: 'Compare: same data, same batches, same seed.',
    differences: (count: number) =>
      count === 0
        ? 'Nothing differs yet; change one of them.'
        : count === 1
          ? 'One thing differs.'
          : `${count} things differ.`,
    otherData: 'Compare: the data or the seed differ, so the batches do, too.',
    copyAcross: 'Copy A to B',
    copyBack: 'Copy B to A',
    swap: 'Swap',
    closeOther: 'Close B',
    recipes: 'The two recipes',
    side: 'Side',
    recipeOf: (side: string) => `Recipe ${side}`,
    same: 'same',
    cell: (side: string, column: string, value: string) => `${side}, ${column}: ${value}`,
    differs: 'differs',
    valueOf: (value: string) => `= ${value}`,
    resetBoth: 'Reset both',
    sideStep: (side: string, step: string) => `${side} ${step}`,
    sideState: (side: string, state: string) => `${side} ${state}`,
    present: 'Present',
    share: 'Share',
    linkShowsStep: (step: string) =>
      `This link shows step ${step}: the run is trained there on this machine, and rests.`,
    task: 'Task',
    keptByTask: 'This link keeps that as it is. Leave the task to change it.',
    taskWithoutText: 'This link keeps some controls as they are.',
    leaveTask: 'Leave the task',
    menu: 'Menu',
    takeAway: 'Take away',
    theme: 'Theme',
    light: 'Light',
    dark: 'Dark',
    auto: 'As the system',
    projector: 'Projector',
    backend: 'Backend',
    automatic: 'Choose by itself',
    webgl: 'WebGL',
    wasm: 'WASM',
    cpu: 'JavaScript',
    keys: 'Keys',
    showChapter: 'Show the chapter',
    hideChapter: 'Hide the chapter',
    chapter: 'Chapter',
    instrumentOf: (place: number, all: number) => `· ${place} of ${all}`,
    swipe: '; swipe for the other instruments',
    transport: 'Transport',
    train: 'Train',
    pause: 'Pause',
    oneStep: 'One step',
    reset: 'Reset',
    earlier: 'Earlier frame',
    later: 'Later frame',
    timeline: 'Timeline',
    runStatus: 'Run status',
    step: (step: string) => `Step ${step}`,
    epoch: (epoch: string) => `epoch ${epoch}`,
    speed: (images: string) => `${images} images/s`,
    speedShort: (images: string) => `${images} img/s`,
    seed: (seed: number) => `seed ${seed}`,
    shows: (shown: string) => `shows step ${shown}`,
    shownOf: (shown: string, reached: string) => `shows step ${shown} · the run is at ${reached}`,
    shownOfShort: (shown: string, reached: string) => `${shown} of ${reached}`,
    toRewind: 'drag to rewind',
    kept: (frames: number) => (frames === 1 ? '1 frame kept' : `${frames} frames kept`),
    backToLive: 'Back to the run',
    backToLiveShort: 'back to live',
    timelineText: (step: string) => `step ${step}`,
    changed: (path: string, value: string, step: string) => `${path} becomes ${value} after step ${step}`,
    branch: 'Branch from here',
    branchedAt: (step: string) => `branched at ${step}`,
    branchMark: (step: string) => `branched at step ${step}; what is before comes from the other run`,
    branchedSentence: (step: string) =>
      `This run goes on from step ${step} of the one before, with its weights and its optimiser.`,
    branchAnew: (field: string, step: string) =>
      `${field} counts from where the run branches: it begins anew at step ${step}.`,
    compareParent: 'Compare with the run it came from',
    film: 'Play as a film',
    pictureAt: (step: string) => `What comes out at step ${step}`,
    starting: 'Starting',
    waiting: 'Waiting for data',
    replaying: 'Training the run it came from',
    paused: 'Paused',
    training: 'Training',
    finished: 'Finished',
    diverged: 'Diverged',
    failed: 'did not start',
    stopped: 'Stopped',
    loading: (there: string, total: string) => `${there} of ${total} images`,
    diverging: (term: string, step: string, value: string) =>
      `${term === 'weights' ? 'The weights' : `The term ${term} of the objective`} became ${value} by step ${step}, so the run stopped.`,
    divergingHint: 'A smaller learning rate usually helps.',
    goBack: 'Go back to the last good snapshot',
    tryAgain: 'Try again',
    chooseOwnFile: 'Choose the file',
    lostBackend: (from: string, to: string) =>
      `${from} lost its context. ${to} goes on from the last snapshot.`,
    fellBack: (from: string, why: string, to: string) => `${from} ${why}; ${to} computes instead.`,
    noKernels: (backend: string) =>
      `${backend} computes without the lab’s own kernels, which did not load: the same numbers, several times slower. Reload the page to try again.`,
    absent: 'is not to be had in this browser',
    noSimd: 'has no SIMD here, which training needs',
    software: 'is only drawn by software here',
    msAStep: (time: string) => `${time} ms a step, measured`,
    isWrong: 'computes wrongly here',
    isSlow: 'too slow here to be measured',
    isAbsent: 'not to be had here',
    asLinked: 'by link',
    fasterBackend: (to: string, from: string, times: string, time: string, against: string) =>
      `${to} trains this recipe ${times} times as fast as ${from} here (${time} against ${against} ms a step). Use it for the next fresh run?`,
    fasterThanSlow: (to: string, from: string, time: string) =>
      `${to} trains this recipe at ${time} ms a step here; ${from} is too slow to be measured. Use ${to} for the next fresh run?`,
    wrongBackend: (from: string, why: string) => `${from} computes wrongly here: ${why}.`,
    fault: (fault: 'precision' | 'step' | 'failed'): string => faults[fault],
    rightBackend: (to: string, time: string) =>
      `${to} passes the same test, at ${time} ms a step. Use it for the next fresh run?`,
    noRightBackend: 'No other backend here passes the same test either.',
    takeBackend: (name: string) => `Use ${name}`,
    fromNextRun: (name: string) => `${name} computes from the next fresh run on; Reset begins one.`,
    firstSentence:
      'An autoencoder squeezes every picture of a digit through two numbers and learns, right now in this page, to draw it again.',
    firstHint: 'Draw a digit, or drag over the plane: every place on it is a picture.',
    openLab: 'Open the lab',
    yourDigit: 'Input: draw a digit',
    itsCode: 'Code',
    output: 'Output',
    inputImage: 'Input',
    anotherDigit: 'Another test image',
    instruments: 'Instruments',
    waitingForFrame: 'The first frame is being measured.',
    field: (path: string): string => fields[path] ?? path,
    moreComplaints: (count: number) => `There are ${count} more such fields.`,
    freshRun: (field: string, seed: number) =>
      `${field} needs new weights: this is a fresh run from seed ${seed}.`,
    trainedBefore: (steps: string) => `trained before, ${steps} steps`,
    goesOn: (steps: string) => `after ${steps} trained before`,
    trainedBeforeSentence: (steps: string) =>
      `This network was trained before, for ${steps} steps by the terminal door. Train goes on from it; the optimiser starts afresh.`,
    trainAnew: 'Begin with fresh weights',
    changesStay: (changes: number) =>
      changes === 1
        ? 'The change marked on the timeline is made again at its step.'
        : `The ${changes} changes marked on the timeline are made again at their steps.`,
    notDrawn: (reason: string) =>
      `This frame could not be drawn: ${reason}. The run goes on; the next frame may do.`,
    pageFailed: (reason: string) =>
      `The page could not be drawn: ${reason}. Its link is kept in the address: reload it.`,
    reload: 'Reload',
    keptRuns: 'Kept runs',
    nothingKept:
      'This browser keeps nothing for the page, as in a private window: what is trained here is gone when the page is closed.',
    noRoomToKeep:
      'There is no room left to keep this run: it is gone when the page is closed. The list of kept runs in the menu makes room.',
    lostRun: (family: string, step: string) =>
      `The page was ended while a run was open (${family}, step ${step}). It is kept in this browser.`,
    goOnThere: 'Go on with it',
    offline: 'Use without a network',
    gettingOffline: (there: number, all: number) =>
      all === 0
        ? 'Everything is being fetched for use without a network.'
        : `Everything is being fetched for use without a network: ${there} of ${all} files are here.`,
    readyOffline:
      'Everything is here, the data included: the lab opens and trains on this device without a network.',
    neverOffline:
      'This browser keeps no pages for use without a network at this address; a server with https is needed for it.',
    failedOffline:
      'Not everything came for use without a network. Choose it in the menu again to go on with what is missing.',
    newVersion: 'A new version of the lab is here. The page stays as it is until you reload it.',
    reloadToUpdate: 'Reload to update',
    notApplicable: 'This instrument does not apply to this recipe.',
  },
})

export type Words = ReturnType<typeof wordsIn<(typeof words)['en']>>
