import { answerQuestions } from './answer-questions';
import { PacketMaker, type PacketAnswer, type PacketQuestion } from './make-packet';

const maker = new PacketMaker();
answerQuestions<PacketQuestion, PacketAnswer>((question, basis, today, report) => maker.make(question, basis, today, report));
