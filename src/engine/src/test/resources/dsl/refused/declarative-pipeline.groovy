@Library('shared') _
pipeline {
    agent any
    stages { stage('Build') { steps { sh "make ${env.TARGET}" } } }
}
